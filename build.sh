#!/usr/bin/env bash
# The one entry to the repository: sets up what is missing, then builds, tests or runs. `./build.sh help` says how.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=eng/common.sh
source "$root/eng/common.sh"
# shellcheck source=eng/packages.sh
source "$root/eng/packages.sh"
# shellcheck source=eng/pack.sh
source "$root/eng/pack.sh"
# shellcheck source=eng/run-tests.sh
source "$root/eng/run-tests.sh"

usage() {
    cat <<'TEXT'
usage: ./build.sh COMMAND [--cuda] [ARGUMENTS]

  build    builds the solution
  test     runs the tests; ARGUMENTS go to `dotnet test` (--filter NAME)
  demo     fine-tunes a language model on real mails; ARGUMENTS go to the sample (--help lists them, `classify FOLDER` tries what it saved)
  chat     talks to a language model of yours and fine-tunes it; ARGUMENTS go to the sample (--help lists them)
  digits   fine-tunes a small vision transformer on real digits; ARGUMENTS go to the sample (--help lists them)
  sparse   prunes that transformer and recovers it with its zeros kept; ARGUMENTS go to the sample (--help lists them)
  study    runs a study: `study ranks` compares the ways to find ranks; ARGUMENTS go to the sample (--help lists them)
  pack     makes the packages (LoraDsl, its Runtime, Terminal, Report and Tool) in artifacts/packages
  bench    runs the benchmarks; ARGUMENTS go to them ([FILTER] --json FILE)
  format   formats the sources; --check only says whether they are formatted
  help     prints this text

All that is needed is the .NET SDK 10: packages are restored on the way. The demo's mails come by npm, which is installed where it is missing. What the report's pages need, npm to bundle their charts and
Chromium to test them, is installed only with LORADSL_BROWSER=required. The benchmarks compare with Python where LORADSL_PYTHON names one with torch.
--cuda builds on the libtorch that runs on an NVIDIA GPU (the same as TorchBackend=cuda in the environment).
TEXT
}

command=''
arguments=()
while (($# > 0)); do
    case $1 in
        --cuda) export TorchBackend=cuda ;;
        --)
            shift
            arguments+=("$@")
            break
            ;;
        -h | --help)
            if [[ -z $command ]]; then command=help; else arguments+=("$1"); fi
            ;;
        *)
            if [[ -z $command ]]; then command=$1; else arguments+=("$1"); fi
            ;;
    esac
    shift
done

# build_project PROJECT [MSBUILD_ARGUMENT...]
build_project() {
    step "Building $(basename "$1" | sed 's/\.[a-z]*$//') ($configuration)"
    # Not `dotnet build`: it prints a summary that cannot be switched off.
    dotnet msbuild "$root/$1" -restore -p:Configuration="$configuration" -nologo -tl:off -v:quiet "${@:2}" ||
        fail "The build failed: the errors above say where."
}

# run_sample NAME [THREADS]: on all cores unless told.
run_sample() {
    require_dotnet
    # Who looks at the sample has no use for the analyzers, which take as long as all else of a build.
    build_project "samples/$1/$1.csproj" -p:RunAnalyzers=false
    if [[ -n ${2:-} ]]; then export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$2}; fi
    exec dotnet "$root/samples/$1/bin/$configuration/net10.0/$1.dll" ${arguments[@]+"${arguments[@]}"}
}

reject_arguments() {
    ((${#arguments[@]} == 0)) || fail "'$command' takes no argument '${arguments[0]}': see ./build.sh help." 2
}

case $command in
    build)
        reject_arguments
        require_dotnet
        build_project LoraDsl.sln
        ;;
    test)
        require_dotnet
        require_browser
        build_project LoraDsl.sln
        run_tests ${arguments[@]+"${arguments[@]}"}
        ;;
    demo)
        require_mails
        run_sample Text
        ;;
    chat) run_sample Chat ;;
    # The models are small: threads would wait for each other longer than they compute.
    digits) run_sample Digits 1 ;;
    sparse) run_sample SparseDigits 1 ;;
    study)
        [[ ${arguments[0]-} == ranks ]] || fail "'study ${arguments[0]-}' is not a study: ./build.sh study ranks." 2
        require_dotnet
        build_project samples/RankStudy/RankStudy.csproj
        exec dotnet "$root/samples/RankStudy/bin/$configuration/net10.0/RankStudy.dll" "${arguments[@]:1}"
        ;;
    pack)
        reject_arguments
        pack_packages
        ;;
    bench)
        require_dotnet
        build_project benchmarks/LoraDsl.Benchmarks/LoraDsl.Benchmarks.csproj
        exec dotnet "$root/benchmarks/LoraDsl.Benchmarks/bin/$configuration/net10.0/LoraDsl.Benchmarks.dll" \
            ${arguments[@]+"${arguments[@]}"}
        ;;
    format)
        verify=()
        case ${arguments[*]-} in
            '') ;;
            --check) verify=(--verify-no-changes) ;;
            *) fail "'format' takes only --check, not '${arguments[*]}'." 2 ;;
        esac
        require_dotnet
        # The sources that the generator writes are part of what is analysed, so it has to be built first.
        build_project LoraDsl.sln
        step "Formatting${verify:+: checking only}"
        Configuration=$configuration dotnet format "$root/LoraDsl.sln" --no-restore ${verify[@]+"${verify[@]}"} ||
            fail "The sources are not formatted as .editorconfig says: run ./build.sh format."
        ;;
    help) usage ;;
    '')
        usage >&2
        exit 2
        ;;
    *) fail "'$command' is not a command: ./build.sh help lists them." 2 ;;
esac
