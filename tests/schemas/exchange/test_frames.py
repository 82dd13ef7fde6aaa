"""Frames: read back in any order, doubled, in part; drawn as pictures and read by two readers."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from schemas.entry import base45
from schemas.exchange import frames, pictures
from schemas.failures import BadInput


def noise(size: int) -> bytes:
    return b"".join(sha256(n.to_bytes(4, "big")).digest() for n in range(size // 32 + 1))[:size]


def gathered(texts: list[str]) -> frames.Sheet:
    sheet = frames.Sheet()
    for text in texts:
        sheet.take(text)
    return sheet


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.binary(min_size=1, max_size=5 * frames.PART_BYTES), st.randoms(use_true_random=False))
def test_any_order_and_any_doubling_give_the_parcel_back(data: bytes, chance: object) -> None:
    texts = frames.write(data) * 2
    chance.shuffle(texts)  # type: ignore[attr-defined] -- hypothesis hands a random.Random
    assert gathered(texts).whole() == data


def test_200_kilobytes_go_and_one_byte_more_does_not() -> None:
    assert gathered(frames.write(noise(frames.MOST_BYTES))).whole() == noise(frames.MOST_BYTES)
    with pytest.raises(BadInput) as caught:
        frames.write(noise(frames.MOST_BYTES + 1))
    assert caught.value.code == "frames.too_long"


def test_missing_frames_are_named() -> None:
    texts = frames.write(noise(6_000))
    sheet = gathered([texts[4], texts[0], texts[2]])
    assert sheet.missing == (2, 4)
    with pytest.raises(BadInput) as caught:
        sheet.whole()
    assert (caught.value.code, caught.value.params) == ("frames.missing", {"missing": "2, 4", "count": 2, "of": 5})


def test_frames_of_two_parcels_do_not_mix() -> None:
    with pytest.raises(BadInput) as caught:
        gathered([frames.write(noise(3_000))[0], frames.write(noise(2_900))[1]])
    assert caught.value.code == "frames.mixed"


def test_a_part_that_was_altered_is_caught_at_the_end() -> None:
    texts = frames.write(noise(3_000))
    data = bytearray(base45.decode(texts[1][5:]))
    data[-1] ^= 1
    texts[1] = frames.PREFIX + base45.encode(bytes(data))
    with pytest.raises(BadInput) as caught:
        gathered(texts).whole()
    assert caught.value.code == "frames.altered"


def test_the_same_place_told_in_two_ways_is_refused() -> None:
    texts = frames.write(noise(3_000))
    data = bytearray(base45.decode(texts[1][5:]))
    data[-1] ^= 1
    with pytest.raises(BadInput) as caught:
        gathered([*texts, frames.PREFIX + base45.encode(bytes(data))])
    assert caught.value.code == "frames.altered"


def head(version: int = 1, place: int = 0, last: int = 0) -> bytes:
    return bytes((version,)) + bytes(8) + place.to_bytes(2, "big") + last.to_bytes(2, "big")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "YS1:ABC",
        "YSF1:",
        "YSF1:a",
        "YSF1::::",
        frames.PREFIX + base45.encode(head()),
        frames.PREFIX + base45.encode(head(version=2) + b"x"),
        frames.PREFIX + base45.encode(head(place=1) + b"x"),
        frames.PREFIX + base45.encode(head(last=60_000) + b"x"),
        frames.PREFIX + base45.encode(head() + bytes(frames.PART_BYTES + 1)),
    ],
)
def test_any_other_text_is_one_clear_error(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        frames.read(text)
    assert caught.value.code == "frames.shape"


def test_nothing_gathered_is_told() -> None:
    with pytest.raises(BadInput) as caught:
        frames.Sheet().whole()
    assert caught.value.code == "frames.none"


def test_drawn_and_read_back_in_another_order() -> None:
    data = noise(3_000)
    drawn = pictures.draw(frames.write(data))
    assert [name for name, _ in drawn] == ["frame-1-of-3.png", "frame-2-of-3.png", "frame-3-of-3.png"]
    read = [text for _, picture in reversed(drawn) for text in pictures.read(picture)]
    assert gathered(read).whole() == data


def test_several_frames_in_one_turned_photograph_are_all_read() -> None:
    drawn = pictures.draw(frames.write(noise(2_400)))
    shots = [Image.open(BytesIO(picture)).convert("L") for _, picture in drawn]
    wall = Image.new("L", (sum(shot.width for shot in shots) + 60, shots[0].height + 40), 255)
    for at, shot in enumerate(shots):
        wall.paste(shot, (20 + at * (shots[0].width + 20), 20))
    out = BytesIO()
    wall.rotate(4, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC).save(out, "JPEG", quality=70)
    assert sorted(pictures.read(out.getvalue())) == sorted(frames.write(noise(2_400)))


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (Debian zbar-tools) is the second reader")
def test_a_second_reader_reads_the_same(tmp_path: Path) -> None:
    texts = frames.write(noise(2_000))
    for (name, picture), text in zip(pictures.draw(texts), texts, strict=True):
        (tmp_path / name).write_bytes(picture)
        told = subprocess.run(["zbarimg", "--raw", "-q", tmp_path / name], capture_output=True, text=True, check=True)
        assert told.stdout.rstrip("\n") == text


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        pictures.read(data)
    assert caught.value.code == "frames.picture"


def test_a_picture_without_a_frame_is_one_clear_error() -> None:
    out = BytesIO()
    Image.new("L", (200, 200), 255).save(out, "PNG")
    with pytest.raises(BadInput) as caught:
        pictures.read(out.getvalue())
    assert caught.value.code == "frames.picture"
