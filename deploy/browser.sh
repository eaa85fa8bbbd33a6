#!/bin/sh
# Print the path of a Chromium for the browser tests; install Debian's, with a Chinese font, where that is allowed.
set -u
find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
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
if ! find_browser >/dev/null || ! has_font; then
    if command -v apt-get >/dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        { as_root apt-get update -qq && as_root apt-get install -y -qq chromium fonts-noto-cjk; } >&2 ||
            echo "Could not install chromium and fonts-noto-cjk: the browser tests will be skipped" >&2
    fi
fi
find_browser
