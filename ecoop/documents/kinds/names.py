"""Names of files as people may see and download them."""

import re
import unicodedata

MOST = 120
SUFFIXES = re.compile(
    r"\.(pdf|docx?|docm|dotm|xlsx?|xlsm|xlsb|xltm|pptx?|pptm|csv|tsv|txt|png|jpe?g|gif|svg|html?"
    r"|xhtml|xml|php\d?|exe|com|bat|cmd|scr|js|mjs|vbs|ps1|sh|jar|msi|dll|lnk|hta|zip|rar|7z|gz|iso)$",
    re.IGNORECASE,
)
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*%;\x00-\x1f\x7f]')


def clean(name: str, *, suffix: str) -> str:
    """`name` without paths, control or direction characters and false endings; ends in `suffix`.

    >>> clean("..\\\\etc/Surat\\u202egpj.exe", suffix=".pdf")
    'Suratgpj.pdf'
    """
    last = re.split(r"[\\/]", name.replace("\0", ""))[-1]
    plain = unicodedata.normalize("NFC", last)
    plain = "".join(
        c for c in plain if unicodedata.category(c) not in {"Cf", "Cc", "Co", "Cs", "Cn"}
    )
    plain = FORBIDDEN.sub("_", plain)
    while SUFFIXES.search(plain):
        plain = SUFFIXES.sub("", plain)
    plain = re.sub(r"\s+", " ", plain).strip(" .")
    if not plain or RESERVED.match(plain):
        plain = f"berkas-{plain}".rstrip("-")
    while len(plain.encode()) > MOST:
        plain = plain[:-1]
    return plain.rstrip(" .") + suffix
