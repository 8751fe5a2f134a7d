# shellcheck shell=bash
# Makes the packages that users install.

pack_packages() {
    local packages=$root/artifacts/packages
    rm -rf "$packages"
    build_project src/LoraDsl/LoraDsl.csproj
    step "Packing"
    dotnet msbuild "$root/src/LoraDsl/LoraDsl.csproj" -t:Pack -p:NoBuild=true -p:Configuration="$configuration" \
        -nologo -tl:off -v:quiet || fail "The packages could not be made: the errors above say why."
    find "$packages" -type f -printf '    %f\n' | sort
}
