#!/usr/bin/env bash
# The one entry to the repository: sets up what is missing, then builds, tests or runs. `./build.sh help` says how.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=eng/common.sh
source "$root/eng/common.sh"
# shellcheck source=eng/packages.sh
source "$root/eng/packages.sh"
# shellcheck source=eng/torch.sh
source "$root/eng/torch.sh"
# shellcheck source=eng/pack.sh
source "$root/eng/pack.sh"
# shellcheck source=eng/run-tests.sh
source "$root/eng/run-tests.sh"

usage() {
    cat <<'TEXT'
usage: ./build.sh COMMAND [--torch package|system|auto] [ARGUMENTS]

  setup    installs what is missing and records which Torch the solution is built on
  build    builds the solution
  test     runs the tests; ARGUMENTS go to `dotnet test` (--filter NAME)
  demo     fine-tunes a small vision transformer on real digits; ARGUMENTS go to the sample (--help lists them)
  sparse   prunes that transformer and recovers it with its zeros kept; ARGUMENTS go to the sample (--help lists them)
  study    runs a study: `study ranks` compares the ways to find ranks; ARGUMENTS go to the sample (--help lists them)
  pack     makes the packages (LoraDsl, its Runtime, Report and Tool) in artifacts/packages
  bench    runs the benchmarks; ARGUMENTS go to them ([FILTER] --json FILE)
  format   formats the sources; --check only says whether they are formatted
  help     prints this text

Every command sets up first whatever is missing; what the report's pages need, npm to bundle their charts and Chromium to test them, only
with LORADSL_BROWSER=required. --torch chooses what stands behind TorchSharp's API:
  package  the TorchSharp package from NuGet
  system   an installed libtorch: the distribution's libtorch-dev, or the one that LIBTORCH_HOME names
  auto     the package where it can be restored, else the system's libtorch
Left out, the recorded choice stands; with none recorded it is auto.
TEXT
}

command=''
torch_option=''
arguments=()
while (($# > 0)); do
    case $1 in
        --torch)
            (($# > 1)) || fail "--torch needs a value: package, system or auto." 2
            torch_option=$2
            shift
            ;;
        --torch=*) torch_option=${1#--torch=} ;;
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

case $torch_option in
    '' | package | system | auto) ;;
    *) fail "--torch $torch_option is not a choice: take package, system or auto." 2 ;;
esac

build_project() {
    step "Building $(basename "$1" | sed 's/\.[a-z]*$//') ($configuration)"
    # Not `dotnet build`: it prints a summary that cannot be switched off.
    dotnet msbuild "$root/$1" -restore -p:Configuration="$configuration" -nologo -tl:off -v:quiet ||
        fail "The build failed: the errors above say where."
}

run_sample() {
    set_up
    build_project "samples/$1/$1.csproj"
    # The models are small: OpenBLAS's threads would wait for each other longer than they compute.
    export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
    exec dotnet "$root/samples/$1/bin/$configuration/net10.0/$1.dll" ${arguments[@]+"${arguments[@]}"}
}

reject_arguments() {
    ((${#arguments[@]} == 0)) || fail "'$command' takes no argument '${arguments[0]}': see ./build.sh help." 2
}

case $command in
    setup)
        reject_arguments
        set_up
        step "Ready: ./build.sh test, ./build.sh demo, or plain dotnet build"
        ;;
    build)
        reject_arguments
        set_up
        build_project LoraDsl.sln
        ;;
    test)
        set_up
        require_browser
        build_project LoraDsl.sln
        run_tests ${arguments[@]+"${arguments[@]}"}
        ;;
    demo) run_sample Digits ;;
    sparse) run_sample SparseDigits ;;
    study)
        [[ ${arguments[0]-} == ranks ]] || fail "'study ${arguments[0]-}' is not a study: ./build.sh study ranks." 2
        set_up
        build_project samples/RankStudy/RankStudy.csproj
        exec dotnet "$root/samples/RankStudy/bin/$configuration/net10.0/RankStudy.dll" "${arguments[@]:1}"
        ;;
    pack)
        reject_arguments
        pack_packages
        ;;
    bench)
        set_up
        # The generator's suite runs no model, here or in Python.
        [[ ${arguments[0]-} == generator ]] || require_python_torch
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
        set_up
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
