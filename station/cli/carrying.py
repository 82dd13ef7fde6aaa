"""`export` and `import`: parcels on a stick or as QR frames."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from schemas.exchange import frames
from schemas.exchange.sticks import is_frames
from station.cli.streams import Streams
from station.office import Office
from station.sync import stick


def export(args: Namespace, streams: Streams, office: Office) -> int:
    """A parcel into a file, or as pictures of QR frames into a folder."""
    data, told = office.export(args.to)
    if args.frames:
        from schemas.exchange import pictures

        drawn = pictures.draw(frames.write(data))
        stick.write_all(Path(args.file), drawn)
        told["frames"] = len(drawn)
    else:
        stick.write(Path(args.file), data)
    streams.answer({"file": Path(args.file).name, **told})
    return 0


def import_(args: Namespace, streams: Streams, office: Office) -> int:
    """A parcel from a file; from a folder of pictures; from a text file of frames, one a line."""
    streams.answer(office.take_in(_parcel(Path(args.file))))
    return 0


def _parcel(path: Path) -> bytes:
    if path.is_dir():
        from schemas.exchange import pictures

        return frames.gathered(text for picture in stick.pictures(path) for text in pictures.read(picture))
    data = stick.read(path)
    return frames.typed(data) if is_frames(data) else data
