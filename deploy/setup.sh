#!/bin/sh
# Make or refresh .venv: `deploy/setup.sh run` for the dashboard, `deploy/setup.sh dev` for the tests as well.
# Does nothing when the environment already holds what the lock says.
set -eu
cd "$(dirname "$0")/.."
case "$1" in
run) lock=deploy/requirements.txt ;;
dev) lock=deploy/requirements-dev.txt ;;
*) echo "usage: deploy/setup.sh run|dev" >&2; exit 2 ;;
esac
python=${PYTHON:-python3}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; $python is $("$python" --version 2>&1). Set PYTHON=…" >&2
    exit 1
}
wanted=$(cksum <"$lock")
if [ -f ".venv/installed-$1" ] && [ "$(cat ".venv/installed-$1")" = "$wanted" ]; then
    exit 0
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    "$python" -m venv .venv || {
        echo "Debian keeps venv in a package of its own; installing it" >&2
        rm -rf .venv
        as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv
        "$python" -m venv .venv
    }
fi
echo "Installing the packages of $lock" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"

# the command finds the project from its own place, so the folder may be moved and may have any name
cat >.venv/bin/quality <<'SCRIPT'
#!/bin/sh
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
exec "$project/.venv/bin/python" "$project/cli.py" "$@"
SCRIPT
chmod +x .venv/bin/quality
rm -f .venv/installed-*
echo "$wanted" >".venv/installed-$1"
if [ "$1" = dev ]; then cksum <deploy/requirements.txt >.venv/installed-run; fi
