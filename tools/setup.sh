# What ./run and ./test share: sourced by them, in the root of the repository, under set -euo pipefail.

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# packages run|test: the names in tools/packages.txt that ./run, or ./test, needs.
packages() {
  case $1 in
    run) sed -n '/^# tests/q; /^[^#]/p' tools/packages.txt ;;
    test) sed -n '/^[^#]/p' tools/packages.txt ;;
  esac
}

# as_root COMMAND...: runs it as root; the caller has made sure that this is possible.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# packages_missing NAME...: those of them that are not installed.
packages_missing() {
  local package
  for package in "$@"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then echo "$package"; fi
  done
}

# install_packages run|test: installs what is missing. Does nothing, and needs no rights, where all is there.
install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "Quoth builds on Debian 12, and this system has no apt-get. Use a Debian 12 machine, container or chroot."
  fi
  local missing package wanted
  wanted=$(packages "$1")
  # Node.js comes with its npm from some sources, and without it from Debian.
  if [ "$1" = test ] && ! { command -v node && command -v npm; } >/dev/null; then wanted+=" nodejs npm"; fi
  # shellcheck disable=SC2086
  mapfile -t missing < <(packages_missing $wanted)
  if [ ${#missing[@]} -eq 0 ]; then return; fi

  say "Installing from Debian: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "These packages can only be installed by root, and there is no sudo. As root, run:
  apt-get install ${missing[*]}"
  fi
  if ! apt-cache show --no-all-versions "${missing[@]}" >/dev/null 2>&1; then
    as_root apt-get update || fail "Debian's package lists could not be fetched. Is there a network connection?"
  fi
  for package in "${missing[@]}"; do
    if ! apt-cache show --no-all-versions "$package" >/dev/null 2>&1; then
      fail "Debian does not know the package $package here. Quoth builds on Debian 12 (bookworm); is this another release?"
    fi
  done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
    fail "The packages could not be installed; apt says why above. Is there a network connection, and room on the disk?"
}

# install_page_test: what tests/pages needs of npm, where it is not there as package-lock.json has it.
install_page_test() {
  if [ tests/pages/node_modules/.package-lock.json -nt tests/pages/package-lock.json ]; then return; fi
  say "Installing what the tests of the pages need"
  npm ci --prefix tests/pages --no-audit --no-fund ||
    fail "npm could not install what tests/pages/package-lock.json names; it says why above. Is there a network connection?"
  touch tests/pages/node_modules/.package-lock.json
}

# build PRESET [TARGET...]: builds a preset that is configured already.
build() {
  local preset=$1
  shift
  cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"} ||
    fail "The build failed; the compiler says why above. Was memory short? Then run it again with fewer jobs: cmake --build --preset $preset -j 1"
}
