"""Units in which agreements measure: signs that every language writes, words of each.

A unit is known by what it measures and how many of the smallest unit it holds, so that "0,5 ton" and
"500 kg" are the same and "10 km" and "10 miles" are not.
"""

LENGTH, AREA, VOLUME, WEIGHT = "length", "area", "volume", "weight"
HEAT, POWER, APPARENT, ENERGY = "temperature", "power", "apparent power", "energy"
BYTES = "memory"
Units = dict[str, tuple[str, str]]

# In patterns: a sign is written as it is, and no letter stands behind it.
BY_SIGN: Units = {
    r"(?-i:mm)": (LENGTH, "0.001"),
    r"(?-i:cm)": (LENGTH, "0.01"),
    r"(?-i:km)(?:\s?/\s?jam)?": (LENGTH, "1000"),
    r"(?-i:km)(?:2|\u00b2)": (AREA, "1000000"),
    r"(?-i:m)(?:2|\u00b2)": (AREA, "1"),
    r"(?-i:m)(?:3|\u00b3)": (VOLUME, "1000"),
    r"(?-i:m)": (LENGTH, "1"),
    r"(?-i:ha)": (AREA, "10000"),
    r"(?-i:kg)": (WEIGHT, "1"),
    r"(?-i:t)": (WEIGHT, "1000"),
    r"(?-i:[lL])": (VOLUME, "1"),
    r"\u00b0\s?C": (HEAT, "1"),
    r"\u00b0\s?F": (HEAT, "fahrenheit"),
    r"(?-i:kVA)": (APPARENT, "1000"),
    r"(?-i:VA)": (APPARENT, "1"),
    r"(?-i:MW)": (POWER, "1000000"),
    r"(?-i:kW)": (POWER, "1000"),
    r"(?-i:W)": (POWER, "1"),
    r"(?-i:kWh)": (ENERGY, "1"),
    r"(?-i:TB)": (BYTES, "1000"),
    r"(?-i:GB)": (BYTES, "1"),
}
_WORDS = (
    (LENGTH, "0.01", r"sentimeter", r"centimet(?:re|er)s?"),
    (LENGTH, "0.001", r"milimeter", r"millimet(?:re|er)s?"),
    (LENGTH, "1", r"meter", r"met(?:re|er)s?"),
    (LENGTH, "1000", r"kilometer", r"kilomet(?:re|er)s?"),
    (LENGTH, "1852", r"mil laut", r"nautical miles?"),
    (LENGTH, "1609.344", r"mil", r"(?:statute )?miles?"),
    (LENGTH, "0.3048", r"kaki", r"feet|foot"),
    (LENGTH, "0.0254", r"inci", r"inch(?:es)?"),
    (AREA, "1", r"meter persegi", r"square met(?:re|er)s?"),
    (AREA, "1000000", r"kilometer persegi", r"square kilomet(?:re|er)s?"),
    (AREA, "10000", r"he[ck]tare?", r"hectares?"),
    (AREA, "4046.8564224", r"ekar", r"acres?"),
    (VOLUME, "1", r"liter", r"lit(?:re|er)s?"),
    (VOLUME, "1000", r"meter kubik", r"cubic met(?:re|er)s?"),
    (WEIGHT, "0.001", r"gram", r"gram(?:me)?s?"),
    (WEIGHT, "1", r"kilogram|kilo", r"kilogram(?:me)?s?|kilos?"),
    (WEIGHT, "100", r"k[uw]intal", r"quintals?"),
    (WEIGHT, "1000", r"ton", r"(?:metric )?ton(?:ne)?s?"),
    (WEIGHT, "0.45359237", r"pon", r"pounds?(?! sterling)|lbs?"),
    (HEAT, "1", r"derajat celsius", r"degrees? celsius|degrees? centigrade"),
    (HEAT, "fahrenheit", r"derajat fahrenheit", r"degrees? fahrenheit"),
    (APPARENT, "1000", r"kilovolt[- ]?ampere?", r"kilovolt[- ]?amperes?"),
    (POWER, "1", r"watt", r"watts?"),
    (POWER, "1000", r"kilowatt", r"kilowatts?"),
    (POWER, "1000000", r"megawatt", r"megawatts?"),
)


# Words of units in patterns, for what stands before them ("half-metre", "setengah hektare").
WORDS = {
    "id": "|".join(row[2] for row in _WORDS),
    "en": "|".join(row[3] for row in _WORDS),
}


def of(lang: str) -> Units:
    """The units by their words in "id" or "en"."""
    return {words[lang == "en"]: (what, many) for what, many, *words in _WORDS}
