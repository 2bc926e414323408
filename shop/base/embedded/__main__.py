"""``python shop/base/embedded KIND HOME``: the keeper of one server. Started by ``servers``, never by hand."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # Run as a folder, this one stands on the path; the project must stand there instead.
    sys.path[:] = [str(Path(__file__).resolve().parents[3]), *sys.path[1:]]
    from shop.base.embedded.keeper import main  # found only through the line above

    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
