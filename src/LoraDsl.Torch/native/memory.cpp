#include <atomic>
#include <cstring>
#include <mutex>

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

struct Block {
    c10::DataPtr data;
    int64_t size;
};

void release(void* held) {
    auto block = static_cast<Block*>(held);
    count(-block->size);
    delete block;
}

// Passes everything on to libtorch's own allocator and keeps the books.
class CountingAllocator final : public c10::Allocator {
public:
    explicit CountingAllocator(c10::Allocator* inner) : inner_(inner) {}

    // libtorch declares allocate with const before 2.3 and without it since, and copy_data since 2.3 only: the ones that
    // it declares are overridden, and "override" cannot be written.
    c10::DataPtr allocate(size_t size) const { return wrap(size); }
    c10::DataPtr allocate(size_t size) { return wrap(size); }
    void copy_data(void* destination, const void* source, size_t size) const { std::memcpy(destination, source, size); }

private:
    c10::DataPtr wrap(size_t size) const {
        auto block = new Block{inner_->allocate(size), static_cast<int64_t>(size)};
        count(block->size);
        return {block->data.get(), block, &release, block->data.device()};
    }

    c10::Allocator* inner_;
};

}  // namespace

// Starts counting on the first call: until then libtorch's allocator is untouched. Bytes are those of CPU tensors
// allocated since.
LTORCH_API void ltorch_peak_reset() {
    static std::once_flag installed;
    std::call_once(installed, [] { c10::SetCPUAllocator(new CountingAllocator(c10::GetCPUAllocator()), 100); });
    peak.store(bytes.load());
}

LTORCH_API int64_t ltorch_peak_bytes() { return peak.load(); }
