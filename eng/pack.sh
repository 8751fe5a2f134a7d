# shellcheck shell=bash
# Makes the packages that users install.

# Whatever Torch the solution is built on, the packages are built on the real one where it can be restored, for which its managed
# package will do: it is signed and the stand-in is not, so that a compiler does not take one for the other. They have a tree of
# their own, so that the solution's builds stay as they are.
pack_packages() {
    local packages=$root/artifacts/packages provider=package probe project
    require_dotnet
    probe=$(mktemp -d)
    if ! probe_restores "$probe" TorchSharp 90; then
        provider=system
        warn "The TorchSharp package cannot be restored here: these packages are built on the stand-in and serve only with it."
        set_up
    fi
    rm -rf "$probe" "$packages"
    step "Packing"
    for project in LoraDsl LoraDsl.Report LoraDsl.Tool; do
        dotnet msbuild "$root/src/$project/$project.csproj" -restore -t:Pack -p:Configuration="$configuration" -p:TorchProvider=$provider \
            -p:UseArtifactsOutput=true -p:ArtifactsPath="$root/artifacts/pack" -p:PackageOutputPath="$packages" \
            -p:PathMap="$root/=/LoraDsl/" -nologo -tl:off -v:quiet || fail "The packages could not be made: the errors above say why."
    done
    find "$packages" -type f -printf '    %f\n' | sort
}
