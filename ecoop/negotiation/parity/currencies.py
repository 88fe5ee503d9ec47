"""Currencies by their code and sign, which every language writes, and by their name in each."""

# code | sign (a pattern) | name in Indonesian | name in English
_ROWS = r"""
IDR | rp\.? | rupiah | (?:indonesian )?rupiahs?
USD | us\$|\$ | (?:us )?dol+ar (?:amerika(?: serikat)?|as) | (?:united states(?: of america)?|us|u\.s\.|american) dollars?
EUR | \u20ac | euro | euros?
JPY | \u00a5 | yen(?: jepang)? | (?:japanese )?yen
KRW | \u20a9 | won(?: korea)? | (?:south )?(?:korean )?won
AUD | a\$ | dol+ar australia | australian dollars?
NZD | nz\$ | dol+ar selandia baru | new zealand dollars?
SGD | s\$ | dol+ar singapura | singapore dollars?
CAD | c\$|can\$ | dol+ar kanada | canadian dollars?
HKD | hk\$ | dol+ar hong ?kong | hong kong dollars?
BND | b\$ | dol+ar brunei | brunei dollars?
GBP | \u00a3 | pound(?:sterling| sterling)? | pounds? sterling|british pounds?
CHF | sfr\.? | franc? swiss | swiss francs?
CNY | rmb | yuan|renminbi | (?:chinese )?yuan|renminbi
INR | \u20b9 | rupee(?: india)? | (?:indian )?rupees?
MYR | rm | ringgit(?: malaysia)? | (?:malaysian )?ringgits?
THB | \u0e3f | baht(?: thailand)? | (?:thai )?baht
PHP | \u20b1 | peso(?: filipina)? | (?:philippine )?pesos?
VND | \u20ab | dong(?: vietnam)? | (?:vietnamese )?dong
SAR | sar | riyal(?: (?:arab )?saudi)? | (?:saudi )?riyals?
QAR | qar | riyal qatar | qatari? riyals?
AED | dhs?\.? | dirham(?: uni emirat arab)? | (?:uae |emirati )?dirhams?
TRY | \u20ba | lira(?: turki)? | (?:turkish )?liras?
RUB | \u20bd | rubel(?: rusia)? | (?:russian )?roubles?|(?:russian )?rubles?
SEK | skr | krona swedia | swedish kron(?:a|or)
NOK | nkr | krone norwegia | norwegian kron(?:e|er)
DKK | dkr | krone denmark | danish kron(?:e|er)
"""


def of(lang: str) -> dict[str, str]:
    """{pattern: code} of the currencies by code, sign and name in "id" or "en"."""
    rows = [line.split(" | ") for line in _ROWS.strip().splitlines()]
    return {rf"{code.lower()}|{sign}|{names[lang == 'en']}": code for code, sign, *names in rows}


CODES = "|".join(of("en").values())
