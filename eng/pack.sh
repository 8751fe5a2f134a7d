# shellcheck shell=bash
# Makes the packages that users install.

# They have a tree of their own, so that the solution's builds stay as they are.
pack_packages() {
    local packages=$root/artifacts/packages project
    require_dotnet
    rm -rf "$packages"
    step "Packing"
    for project in LoraDsl.Attributes LoraDsl.Formats LoraDsl.Runtime LoraDsl.Training LoraDsl.Experiments LoraDsl.Models LoraDsl LoraDsl.Terminal LoraDsl.Report LoraDsl.Tool; do
        dotnet msbuild "$root/src/$project/$project.csproj" -restore -t:Pack -p:Configuration="$configuration" \
            -p:UseArtifactsOutput=true -p:ArtifactsPath="$root/artifacts/pack" -p:PackageOutputPath="$packages" \
            -p:PathMap="$root/=/LoraDsl/" -nologo -tl:off -v:quiet || fail "The packages could not be made: the errors above say why."
    done
    find "$packages" -type f -printf '    %f\n' | sort
}
