#!/bin/sh
# Print the path of a LibreOffice for the tests of documents; install Debian's, with what reads PDF and a Chinese font.
set -u
find_office() {
    for name in soffice libreoffice; do
        command -v "$name" && return 0
    done
    return 1
}
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
has_font() {
    command -v fc-list >/dev/null && fc-list :lang=zh | grep -q .
}
packages="libreoffice-writer-nogui poppler-utils fonts-noto-cjk"
if ! find_office >/dev/null || ! command -v pdftoppm >/dev/null || ! has_font; then
    if command -v apt-get >/dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086 -- a list of names
        { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends $packages; } >&2 ||
            echo "Could not install $packages: the tests of documents in LibreOffice will be skipped" >&2
    fi
fi
find_office
