#!/usr/bin/env bash
# Checks LoraDsl on a machine that has a GPU and a libtorch, but no .NET SDK and no C++ compiler.
#   gpu-check.sh pack [--cuda] [FILE]   here: publishes the runner as one self-contained file and packs it with TorchSharp's native
#                                       part and this script (artifacts/gpu-check.tar.gz). --cuda: the libtorch of
#                                       TorchSharp-cuda-linux goes along (gigabytes), and the machine needs none of its own
#   gpu-check.sh run [--device cuda|cpu] [--libtorch FOLDER] [--output FOLDER] [FILTER] [--rounds N] [--small]
#                                       there, unpacked: runs checks and benchmarks on the libtorch of python3's torch (or on
#                                       the one whose libtorch_cpu.so is in FOLDER), and writes gpu-check.md and gpu-check.json
#                                       to FOLDER (gpu-check-results). Where python3 has no torch or no peft, what compares with
#                                       them is left out, and said so. --small: sizes that a processor can take, to try the script
# PYTHON names another python3. A FILTER names the benchmarks (part of a suite's or a case's name).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "gpu-check.sh: $*" >&2; exit 1; }

pack() {
    local root target staging backend=cpu
    root=$(dirname "$here")
    if [[ ${1:-} == --cuda ]]; then backend=cuda; shift; fi
    target=${1:-$root/artifacts/gpu-check.tar.gz}
    staging=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$staging'" EXIT
    mkdir -p "$(dirname "$target")" "$staging/gpu-check"

    # Intermediate files of its own: the runner leaves the test packages out, and the ordinary build keeps what it restored.
    dotnet publish "$root/tests/LoraDsl.Gpu/LoraDsl.Gpu.csproj" -c Release -r linux-x64 --self-contained --nologo --tl:off -v quiet \
        --artifacts-path "$root/artifacts/gpu-check" -p:PublishDir="$staging/gpu-check/runner/" \
        -p:GpuRunner=true -p:TorchBackend=$backend -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true \
        -p:DebugType=none -p:IncludeNativeLibrariesForSelfExtract=false ||
        fail "publishing the runner failed; the messages above say why."
    rm -f "$staging"/gpu-check/runner/*.xml
    cp "${BASH_SOURCE[0]}" "$staging/gpu-check/gpu-check.sh"
    tar -C "$staging" -czf "$target" gpu-check
    echo "Packed $target ($(du -m "$target" | cut -f1) MB): copy it to the machine, unpack it, and run gpu-check/gpu-check.sh run"
}

# libtorch_folder [FOLDER]: where libtorch_cpu.so is: as named, beside the runner, or in python3's torch.
libtorch_folder() {
    local folder=${1:-}
    if [[ -z $folder && -e $here/runner/libtorch_cpu.so ]]; then folder=$here/runner; fi
    if [[ -z $folder && -n $python ]]; then
        folder=$("$python" -c 'import os, torch; print(os.path.join(torch.__path__[0], "lib"))' 2>/dev/null || true)
    fi
    [[ -n $folder ]] || fail "no libtorch was found: ${python:-python3} has no torch. Install it (pip install torch), name another Python by PYTHON, or a folder by --libtorch."
    [[ -e $folder/libtorch_cpu.so ]] || fail "there is no libtorch_cpu.so in '$folder': name the folder that has it by --libtorch."
    (cd "$folder" && pwd)
}

run() {
    local device=cuda output=gpu-check-results rest=() libtorch='' libraries status=0
    while (($# > 0)); do
        case $1 in
            --device) device=${2:?--device needs cpu or cuda}; shift ;;
            --libtorch) libtorch=${2:?--libtorch needs a folder}; shift ;;
            --output) output=${2:?--output needs a folder}; shift ;;
            *) rest+=("$1") ;;
        esac
        shift
    done
    [[ -x $here/runner/LoraDsl.Gpu ]] || fail "there is no runner beside this script: run it from the unpacked file of 'gpu-check.sh pack'."

    python=${PYTHON:-$(command -v python3 || true)}
    libtorch=$(libtorch_folder "$libtorch")
    echo "libtorch: $libtorch"
    # TorchSharp asks for libtorch by name. pip's torch brings CUDA's libraries in packages beside it.
    libraries=$libtorch
    if [[ -d $libtorch/../../nvidia ]]; then
        libraries+=$(find "$libtorch/../../nvidia" -maxdepth 2 -name lib -type d -printf ':%p')
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
