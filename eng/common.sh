# shellcheck shell=bash
# What every part of build.sh uses: settings, messages, and the .NET SDK.

# shellcheck disable=SC2034
configuration=Release

export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_NOLOGO=1
if [[ -n ${CI:-} ]]; then
    # A build node that outlives the build keeps the job's output open, and the job with it.
    export MSBUILDDISABLENODEREUSE=1
fi

step() {
    printf '==> %s\n' "$1"
}

warn() {
    printf 'build.sh: %s\n' "$1" >&2
}

# fail SENTENCE [EXIT_CODE]
fail() {
    warn "$1"
    exit "${2:-1}"
}

require_dotnet() {
    local folder
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet"; do
        if [[ -n $folder && -x $folder/dotnet ]] && ! command -v dotnet >/dev/null; then
            export DOTNET_ROOT=$folder PATH=$folder:$PATH
        fi
    done
    # The SDK is chosen by global.json, which is looked up from the current folder.
    (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        fail "No .NET SDK 10 was found: install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or put it on PATH), then run this again."
}
