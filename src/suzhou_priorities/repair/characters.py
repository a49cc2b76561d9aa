"""Facts about single characters: readings, GBK bytes, simplified form."""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc
from pypinyin.pinyin_dict import pinyin_dict

PINYIN_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"


@cache
def simplifier() -> opencc.OpenCC:
    """Return the converter from traditional to simplified script (OpenCC's phrase tables, ``t2s``)."""
    return opencc.OpenCC("t2s")


@cache
def gbk_characters() -> dict[tuple[int, int], str]:
    """Map every pair of GBK bytes that decodes to its character."""
    table: dict[tuple[int, int], str] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                table[lead, trail] = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
    return table


@cache
def gbk_bytes() -> dict[str, tuple[int, int]]:
    """Map every two-byte GBK character to its bytes."""
    return {character: pair for pair, character in gbk_characters().items()}


@cache
def simplified_forms() -> dict[str, str]:
    """Map every GBK ideograph to its simplified form, taken by itself."""
    ideographs = [character for character in gbk_bytes() if is_ideograph(character)]
    converted = simplifier().convert("\n".join(ideographs)).split("\n")
    return dict(zip(ideographs, converted, strict=True))


@cache
def script_variants() -> dict[str, tuple[str, ...]]:
    """Map every simplified form to the GBK characters that simplify to it, itself among them."""
    variants: dict[str, list[str]] = {}
    for character, form in simplified_forms().items():
        variants.setdefault(form, []).append(character)
    return {form: tuple(found) for form, found in variants.items()}


def is_ideograph(character: str) -> bool:
    """Tell whether `character` is a Chinese ideograph (the basic block, extension A, or 〇)."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character == "〇"


def bare(syllable: str) -> str:
    """Return a pinyin syllable without its tone (``lǜ`` becomes ``lü``)."""
    decomposed = unicodedata.normalize("NFD", syllable)
    kept = "".join(sign for sign in decomposed if sign == "\u0308" or not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


@cache
def readings(character: str) -> frozenset[str]:
    """Return the readings of a character, without tones (``的`` gives de, di).

    Source: the readings of the Unihan database as pypinyin ships them.
    """
    listed = pinyin_dict.get(ord(character), "")
    return frozenset(bare(reading) for reading in listed.split(",") if reading)


def is_reading_of(syllable: str, character: str) -> bool:
    """Tell whether `syllable` (with or without its tone) is a reading of `character`."""
    return bare(syllable.strip()) in readings(character)
