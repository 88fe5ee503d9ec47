"""Write docs/procedures.md from the procedures.

python tools/procedures.py            write it
python tools/procedures.py --check    fail if it is not current
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ecoop.procedures.handbook import page  # noqa: E402 - the house comes first

PAGE = ROOT / "docs" / "procedures.md"

if __name__ == "__main__":
    made = page()
    if "--check" in sys.argv[1:]:
        is_current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
        if not is_current:
            print("docs/procedures.md is not current: run python tools/procedures.py")
        sys.exit(int(not is_current))
    PAGE.write_text(made, encoding="utf-8")
