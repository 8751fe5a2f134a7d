#include <mutex>

#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include "errors.h"
#include "handles.h"

namespace {

at::Generator generator(GeneratorHandle handle) {
    return at::Generator(c10::intrusive_ptr<at::GeneratorImpl>::reclaim_copy(static_cast<at::GeneratorImpl*>(handle)));
}

c10::Device device(int32_t type, int32_t index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

}  // namespace

LTORCH_API int32_t ltorch_generator_default(int32_t device_type, int32_t device_index, GeneratorHandle* handle) {
    return guarded([&] {
        auto found = at::globalContext().defaultGenerator(device(device_type, device_index));
        *handle = found.unsafeReleaseGeneratorImpl();
    });
}

// A generator of its own, cloned from the default one: that works on every kind of device.
LTORCH_API int32_t ltorch_generator_new(int32_t device_type, int32_t device_index, uint64_t seed, GeneratorHandle* handle) {
    return guarded([&] {
        auto made = at::globalContext().defaultGenerator(device(device_type, device_index)).clone();
        made.set_current_seed(seed);
        *handle = made.unsafeReleaseGeneratorImpl();
    });
}

LTORCH_API void ltorch_generator_release(GeneratorHandle handle) {
    c10::intrusive_ptr<at::GeneratorImpl>::reclaim(static_cast<at::GeneratorImpl*>(handle));
}

LTORCH_API int32_t ltorch_generator_set_seed(GeneratorHandle handle, uint64_t seed) {
    return guarded([&] {
        auto changed = generator(handle);
        std::lock_guard<std::mutex> lock(changed.mutex());
        changed.set_current_seed(seed);
    });
}

// The seed in use; with renew, a fresh one from the system's entropy.
LTORCH_API int32_t ltorch_generator_seed(GeneratorHandle handle, int32_t renew, uint64_t* seed) {
    return guarded([&] {
        auto asked = generator(handle);
        std::lock_guard<std::mutex> lock(asked.mutex());
        *seed = renew != 0 ? asked.seed() : asked.current_seed();
    });
}

LTORCH_API int32_t ltorch_generator_state(GeneratorHandle handle, TensorHandle* state) {
    return guarded([&] {
        auto asked = generator(handle);
        std::lock_guard<std::mutex> lock(asked.mutex());
        *state = give(asked.get_state());
    });
}

LTORCH_API int32_t ltorch_generator_set_state(GeneratorHandle handle, TensorHandle state) {
    return guarded([&] {
        auto changed = generator(handle);
        std::lock_guard<std::mutex> lock(changed.mutex());
        changed.set_state(borrow(state));
    });
}

// Seeds the default generators of every device.
LTORCH_API int32_t ltorch_manual_seed(uint64_t seed) {
    return guarded([&] { at::manual_seed(seed); });
}
