#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include <malloc.h>

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include "abi.h"

namespace {

std::atomic<int64_t> bytes{0};
std::atomic<int64_t> peak{0};

void count(int64_t change) {
    auto now = bytes.fetch_add(change, std::memory_order_relaxed) + change;
    auto highest = peak.load(std::memory_order_relaxed);
    while (now > highest && !peak.compare_exchange_weak(highest, now, std::memory_order_relaxed)) {
    }
}

// oneDNN takes memory by raw_allocate, which demands that a block's context is its address, and may give back blocks that
// are older than the counting: so blocks stay as libtorch makes them, and malloc is asked for their size.
c10::Allocator* inner = nullptr;

int64_t size_of(void* block) { return static_cast<int64_t>(malloc_usable_size(block)); }

void release(void* block) {
    count(-size_of(block));
    inner->raw_deallocate(block);
}

// Passes everything on to libtorch's own allocator and keeps the books.
class CountingAllocator final : public c10::Allocator {
public:
    c10::DeleterFnPtr raw_deleter() const override { return &release; }

    // libtorch declares allocate with const before 2.3 and without it since, and copy_data since 2.3 only: the ones that
    // it declares are overridden, and "override" cannot be written.
    c10::DataPtr allocate(size_t size) const { return wrap(size); }
    c10::DataPtr allocate(size_t size) { return wrap(size); }
    void copy_data(void* destination, const void* source, size_t size) const { std::memcpy(destination, source, size); }

private:
    c10::DataPtr wrap(size_t size) const {
        auto block = inner->raw_allocate(size);
        count(size_of(block));
        return {block, block, &release, c10::Device(c10::DeviceType::CPU)};
    }
};

// glibc gives the top of its heap back to the system as soon as a little of it is free. The tensors of a training step are
// freed together at its end, so that every step would fetch its pages anew, which costs as much as a quarter of the step.
// Whoever sets these through glibc's own variables is left alone.
void keep_freed_memory() {
    if (std::getenv("MALLOC_TRIM_THRESHOLD_") || std::getenv("MALLOC_MMAP_THRESHOLD_") || std::getenv("GLIBC_TUNABLES")) return;
#ifdef __GLIBC__
    constexpr int MiB = 1 << 20;
    mallopt(M_TRIM_THRESHOLD, 512 * MiB);
    mallopt(M_MMAP_THRESHOLD, 32 * MiB);
#endif
}

[[maybe_unused]] const bool kept = (keep_freed_memory(), true);

}  // namespace

// Starts counting on the first call: until then libtorch's allocator is untouched. Bytes are those of CPU tensors
// allocated since.
LTORCH_API void ltorch_peak_reset() {
    static std::once_flag installed;
    std::call_once(installed, [] {
        inner = c10::GetCPUAllocator();
        c10::SetCPUAllocator(new CountingAllocator(), 100);
    });
    peak.store(bytes.load());
}

LTORCH_API int64_t ltorch_peak_bytes() { return peak.load(); }
