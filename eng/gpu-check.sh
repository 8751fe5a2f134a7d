#!/usr/bin/env bash
# Checks LoraDsl on a machine that has a GPU and a libtorch, but no .NET SDK.
#   gpu-check.sh pack [FILE]            here: publishes the runner as one self-contained file and packs it with the native
#                                       sources and this script (artifacts/gpu-check.tar.gz)
#   gpu-check.sh run [--device cuda|cpu] [--output FOLDER] [FILTER] [--rounds N] [--small]
#                                       there, unpacked: compiles the C ABI over the libtorch of python3's torch (or the one
#                                       that LIBTORCH_HOME names), runs checks and benchmarks, and writes gpu-check.md and
#                                       gpu-check.json to FOLDER (gpu-check-results). Where python3 has no peft, what needs it
#                                       is left out, and said so. --small: sizes that a processor can take, to try the script
# PYTHON names another python3; CXX another compiler. A FILTER names the benchmarks (part of a suite's or a case's name).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "gpu-check.sh: $*" >&2; exit 1; }

pack() {
    local root target staging
    root=$(dirname "$here")
    target=${1:-$root/artifacts/gpu-check.tar.gz}
    staging=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$staging'" EXIT
    mkdir -p "$(dirname "$target")" "$staging/gpu-check/native"

    # Intermediate files of its own: the runner leaves the test packages out, and the ordinary build keeps what it restored.
    dotnet publish "$root/tests/LoraDsl.Gpu/LoraDsl.Gpu.csproj" -c Release -r linux-x64 --self-contained --nologo --tl:off -v quiet \
        --artifacts-path "$root/artifacts/gpu-check" -p:PublishDir="$staging/gpu-check/runner/" \
        -p:TorchProvider=system -p:GpuRunner=true -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true \
        -p:DebugType=none -p:IncludeNativeLibrariesForSelfExtract=false ||
        fail "publishing the runner failed; the messages above say why."
    # It is compiled anew over the other machine's libtorch.
    rm -f "$staging"/gpu-check/runner/libLoraDslTorch.so "$staging"/gpu-check/runner/*.xml
    cp "$root"/src/LoraDsl.Torch/native/{*.cpp,*.h,build.sh} "$staging/gpu-check/native/"
    cp "${BASH_SOURCE[0]}" "$staging/gpu-check/gpu-check.sh"
    tar -C "$staging" -czf "$target" gpu-check
    echo "Packed $target ($(du -m "$target" | cut -f1) MB): copy it to the machine, unpack it, and run gpu-check/gpu-check.sh run"
}

# A value of python3's torch; empty where there is none.
of_torch() {
    "$python" -c "import torch; print($1)" 2>/dev/null || true
}

run() {
    local device=cuda output=gpu-check-results rest=() libraries status=0
    while (($# > 0)); do
        case $1 in
            --device) device=${2:?--device needs cpu or cuda}; shift ;;
            --output) output=${2:?--output needs a folder}; shift ;;
            *) rest+=("$1") ;;
        esac
        shift
    done
    [[ -x $here/runner/LoraDsl.Gpu ]] || fail "there is no runner beside this script: run it from the unpacked file of 'gpu-check.sh pack'."

    python=${PYTHON:-$(command -v python3 || true)}
    if [[ -z ${LIBTORCH_HOME:-} && -n $python ]]; then
        local found
        found=$(of_torch 'torch.__path__[0]')
        # A distribution's torch may lie elsewhere than its libraries: then the system's are taken.
        if [[ -n $found && -e $found/lib/libtorch_cpu.so && -e $found/include/ATen/core/Tensor.h ]]; then export LIBTORCH_HOME=$found; fi
    fi
    echo "libtorch: $(bash "$here/native/build.sh" --library)"
    bash "$here/native/build.sh" "$here/runner/obj"
    mv "$here/runner/obj/libLoraDslTorch.so" "$here/runner/"

    # pip's torch brings CUDA's libraries in packages beside it, which its own loader finds; ours is told.
    libraries=${LIBTORCH_HOME:+$LIBTORCH_HOME/lib}
    if [[ -n ${LIBTORCH_HOME:-} && -d $LIBTORCH_HOME/../nvidia ]]; then
        libraries+=$(find "$LIBTORCH_HOME/../nvidia" -maxdepth 2 -name lib -type d -printf ':%p')
    fi
    LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} LORADSL_PYTHON=${python:-/usr/bin/python3} DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
        "$here/runner/LoraDsl.Gpu" "$output" ${rest[@]+"${rest[@]}"} --device "$device" || status=$?
    exit "$status"
}

case ${1:-} in
    pack) shift; pack "$@" ;;
    run) shift; run "$@" ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
