# shellcheck shell=bash
# Which Torch the solution is built on: chosen here, recorded in torch.local.props, read by Directory.Build.props.

record=$root/torch.local.props

set_up() {
    require_dotnet

    local recorded='' provider
    recorded=$(recorded_property TorchProvider)
    # Set but empty forgets the recorded one.
    export LIBTORCH_HOME=${LIBTORCH_HOME-$(recorded_property LibtorchHome)}

    case ${torch_option:-${recorded:-auto}} in
        package)
            provider=package
            if [[ $recorded != package ]] && ! package_works; then
                fail "The TorchSharp package $package_obstacle. $package_remedy, or take --torch system." 3
            fi
            ;;
        system)
            provider=system
            require_libtorch
            ;;
        auto)
            if package_works; then
                provider=package
                step "Torch: the TorchSharp package"
            else
                provider=system
                step "Torch: the system's libtorch (the TorchSharp package $package_obstacle)"
                require_libtorch
            fi
            ;;
    esac
    record_choice "$provider"
}

recorded_property() {
    [[ -f $record ]] || return 0
    sed -n "s:.*<$1[^>]*>\(.*\)</$1>.*:\1:p" "$record"
}

record_choice() {
    local home='' text
    if [[ $1 == system && -n $LIBTORCH_HOME ]]; then
        home="
    <LibtorchHome>$LIBTORCH_HOME</LibtorchHome>
    <LIBTORCH_HOME Condition=\"'\$(LIBTORCH_HOME)' == ''\">$LIBTORCH_HOME</LIBTORCH_HOME>"
    fi
    text="<Project>
  <PropertyGroup>
    <TorchProvider>$1</TorchProvider>$home
  </PropertyGroup>
</Project>"
    if [[ ! -f $record || $(<"$record") != "$text" ]]; then
        printf '%s\n' "$text" >"$record"
    fi
}

# Why the package cannot be used here, and what to do about it; for messages.
package_obstacle=''
package_remedy=''

# Restores into a project of its own. The managed package is asked first: it is small and brings the native part that has to load
# here, so that a machine that cannot use it finds out at once; libtorch itself, some hundred megabytes, may then take its time.
package_works() {
    local probe works=1
    probe=$(mktemp -d)
    package_obstacle='cannot be restored here'
    package_remedy="Check the network and 'dotnet nuget list source'"
    if probe_restores "$probe" TorchSharp 90 && native_part_loads; then
        step "Restoring TorchSharp-cpu (some hundred megabytes, once)"
        probe_restores "$probe" TorchSharp-cpu 1800 && works=0
    fi
    rm -rf "$probe"
    return "$works"
}

# Asks the loader about the part of the package that is native code: it may be newer than the C++ library of a stable distribution.
native_part_loads() {
    local packages library missing
    [[ $(uname -s) == Linux ]] || return 0
    packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
    library=$packages/torchsharp/$(package_version TorchSharp)/runtimes/linux-x64/native/libLibTorchSharp.so
    if [[ $(uname -m) != x86_64 ]]; then
        package_obstacle="has no native part for $(uname -m)"
        package_remedy='Use an x86-64 machine'
        return 1
    fi
    missing=$(ldd "$library" 2>&1 | sed -n "s/.*version .\(GLIBC[^']*\)' not found.*/\1/p" | sort -u | paste -sd ' ')
    [[ -n $missing ]] || return 0
    package_obstacle="restores, but does not load: it needs $missing, newer than this system's"
    package_remedy='Use a newer distribution (Debian 13, Ubuntu 24.04)'
    return 1
}

package_version() {
    sed -n "s:.*Include=\"$1\" Version=\"\([^\"]*\)\".*:\1:p" "$root/Directory.Packages.props"
}

# probe_restores FOLDER PACKAGE SECONDS
probe_restores() {
    cat >"$1/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="$2" Version="$(package_version "$2")" />
  </ItemGroup>
</Project>
XML
    NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=1 timeout "$3" dotnet restore "$1/probe.csproj" --nologo -v quiet >/dev/null 2>&1
}

require_libtorch() {
    local hint='unpack a libtorch of your own and set LIBTORCH_HOME to its folder'
    if [[ -n $LIBTORCH_HOME ]]; then
        [[ -f $LIBTORCH_HOME/lib/libtorch.so && -d $LIBTORCH_HOME/include/ATen ]] ||
            fail "LIBTORCH_HOME is '$LIBTORCH_HOME', but no libtorch is there (lib/libtorch.so, include/ATen): correct it or unset it."
        command -v "${CXX:-g++}" >/dev/null || require_packages 'set CXX to a C++17 compiler' g++
        return
    fi
    require_packages "$hint" libtorch-dev libopenblas0-pthread g++
    require_fast_blas
}

# Debian's libtorch calls whichever BLAS the alternatives name, and the reference one is about fifty times slower than OpenBLAS.
require_fast_blas() {
    local library name target
    for library in libblas.so.3 liblapack.so.3; do
        name=$(update-alternatives --get-selections | awk -v library="$library" 'index($1, library) == 1 && !found++ { print $1 }')
        [[ -n $name ]] || continue
        [[ $(readlink -f "$(update-alternatives --query "$name" | awk '/^Link:/ { print $2 }')") != */openblas* ]] || continue
        target=$(update-alternatives --list "$name" | grep -m 1 /openblas || true)
        if [[ -z $target ]] || ! as_root update-alternatives --set "$name" "$target" </dev/null >/dev/null 2>&1; then
            warn "$library is not OpenBLAS, so everything will be slow: run 'update-alternatives --config $name' as root and choose OpenBLAS."
        else
            step "$library is now OpenBLAS"
        fi
    done
}
