#!/usr/bin/env bash
# Compiles the C ABI over libtorch:  build.sh OUTPUT_FOLDER
# Says which libtorch it would take:  build.sh --library
# LIBTORCH_HOME names a libtorch: the folder that holds include/ and lib/ (a pip package's torch folder will do).
# Otherwise the system's is taken (Debian and Ubuntu: libtorch-dev).
set -euo pipefail

fail() { echo "build.sh: error : $*" >&2; exit 1; }

sources=$(cd "$(dirname "$0")" && pwd)
name=libLoraDslTorch.so
compiler=${CXX:-g++}

locate() {
    local libraries headers
    if [[ -n "${LIBTORCH_HOME:-}" ]]; then
        libraries=$LIBTORCH_HOME/lib headers=$LIBTORCH_HOME/include
        [[ -e $libraries/libtorch_cpu.so ]] ||
            fail "LIBTORCH_HOME is '$LIBTORCH_HOME', but there is no lib/libtorch_cpu.so in it; name the folder of a libtorch that holds include/ and lib/, or unset it to use the system's."
        [[ -e $headers/ATen/core/Tensor.h ]] ||
            fail "LIBTORCH_HOME is '$LIBTORCH_HOME', but there is no include/ATen in it; name a libtorch with its headers."
    else
        for libraries in "/usr/lib/$(uname -m)-linux-gnu" /usr/lib64 /usr/lib /usr/local/lib none; do
            [[ -e $libraries/libtorch_cpu.so ]] && break
        done
        for headers in /usr/include /usr/local/include none; do
            [[ -e $headers/ATen/core/Tensor.h ]] && break
        done
        [[ $libraries != none && $headers != none ]] ||
            fail "no libtorch on this system; install it (Debian and Ubuntu: apt-get install libtorch-dev libopenblas0-pthread), or set LIBTORCH_HOME to the folder of one."
    fi
    library_folder=$libraries
    header_folder=$headers
}

locate
if [[ ${1:-} == --library ]]; then
    readlink -f "$library_folder/libtorch_cpu.so"
    exit 0
fi
[[ $# -eq 1 ]] || fail "one argument is needed: the folder to write $name to."
command -v "$compiler" >/dev/null ||
    fail "no C++ compiler; install one (Debian and Ubuntu: apt-get install g++), or name one in CXX."

output=$1
objects=$output/objects
mkdir -p "$objects"
export LC_ALL=C

# A libtorch built with the old string ABI must be compiled against with it, or nothing links.
abi=1
if ! grep -aq '_ZN3c105ErrorC[12]ENS_14SourceLocationENSt7__cxx11' "$library_folder/libc10.so"; then abi=0; fi

flags=(-O2 -fPIC -Wall -fvisibility=hidden "-D_GLIBCXX_USE_CXX11_ABI=$abi")
# The compiler searches its own folders already; named again they would hide the C headers from the C++ ones.
[[ $header_folder == /usr/include || $header_folder == /usr/local/include ]] || flags+=(-isystem "$header_folder")
flags+=(-isystem "$header_folder/torch/csrc/api/include")

version=$(echo '#include <torch/version.h>' | "$compiler" "${flags[@]}" -E -dM -x c++ - 2>/dev/null) ||
    fail "the libtorch headers in '$header_folder' are incomplete: torch/version.h is missing."
major=$(sed -n 's/^#define TORCH_VERSION_MAJOR //p' <<<"$version")
minor=$(sed -n 's/^#define TORCH_VERSION_MINOR //p' <<<"$version")
if (( major > 2 || (major == 2 && minor >= 10) )); then flags+=(-std=c++20); else flags+=(-std=c++17); fi

# The slowest first: the autograd headers take longer than all others together.
units=(functions archives operators gradients generators values tensors errors memory modes system)
jobs=$(nproc)
for unit in "${units[@]}"; do
    while (( $(jobs -rp | wc -l) >= jobs )); do wait -n || true; done
    "$compiler" "${flags[@]}" -c "$sources/$unit.cpp" -o "$objects/$unit.o" || touch "$objects/$unit.failed" &
done
wait
for unit in "${units[@]}"; do
    if [[ -e $objects/$unit.failed ]]; then
        rm -f "$objects"/*.failed
        fail "$unit.cpp does not compile against libtorch $major.$minor in '$header_folder'; the compiler's messages stand above."
    fi
done

libraries=(-ltorch_cpu -lc10)
if [[ -e $library_folder/libtorch_cuda.so ]]; then libraries=(-ltorch_cuda -lc10_cuda "${libraries[@]}"); fi
"$compiler" -shared -o "$output/$name.new" "$objects"/*.o -L"$library_folder" -Wl,--no-as-needed "${libraries[@]}" \
    -Wl,-rpath,"$library_folder" || fail "linking against the libtorch in '$library_folder' failed; the linker's messages stand above."
mv "$output/$name.new" "$output/$name"
