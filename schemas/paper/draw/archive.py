"""What makes a PDF one for keeping, PDF/A-2b (ISO 19005-2): a colour profile for the output and metadata that say what the file is."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase import pdfdoc

CREATOR = "YouShui 邮税"
_PRODUCER = "ReportLab PDF Library - (opensource)"
_DATE = "2000-01-01T00:00:00+00:00"
"""The date of an invariant file, the same in its information and in its metadata."""
_PROFILE_DATE = bytes.fromhex("07d0 0001 0001 0000 0000 0000".replace(" ", ""))
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PDFDOC: Any = pdfdoc


def keep_for_good(canvas: Any, title: str) -> None:
    """Give a file its colour profile and its metadata, before it is saved."""
    canvas.setTitle(title)
    canvas.setSubject(title)
    canvas.setAuthor(CREATOR)
    canvas.setCreator(CREATOR)
    canvas.setProducer(_PRODUCER)
    document = canvas._doc  # noqa: SLF001 -- the library has no other way to the catalogue
    profile = _PDFDOC.PDFStream(_PDFDOC.PDFDictionary({"N": 3}), _profile())
    intent = {
        "Type": _PDFDOC.PDFName("OutputIntent"),
        "S": _PDFDOC.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": _PDFDOC.PDFString("sRGB"),
        "Info": _PDFDOC.PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile),
    }
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]
    document.Catalog.OutputIntents = _PDFDOC.PDFArray([_PDFDOC.PDFDictionary(intent)])
    said = _XMP.format(title=escape(title), creator=escape(CREATOR), producer=escape(_PRODUCER), date=_DATE)
    names = {"Type": _PDFDOC.PDFName("Metadata"), "Subtype": _PDFDOC.PDFName("XML")}
    metadata = _PDFDOC.PDFStream(_PDFDOC.PDFDictionary(names), said.encode("utf-8"), filters=[])
    document.Catalog.Metadata = document.Reference(metadata)


@cache
def _profile() -> bytes:
    """sRGB as an ICC profile, its date fixed so that the same words give the same bytes."""
    making: Any = ImageCms
    data: bytes = making.ImageCmsProfile(making.createProfile("sRGB")).tobytes()
    return data[:24] + _PROFILE_DATE + data[36:]
