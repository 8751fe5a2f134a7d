#include <torch/csrc/autograd/custom_function.h>

#include "errors.h"
#include "handles.h"

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr const char* StateKey = "managed";

// The managed side of one application: lives as long as the graph node, is given back with it.
struct ManagedState : torch::CustomClassHolder {
    ManagedState(intptr_t handle, const FunctionCallbacks* callbacks) : handle(handle), callbacks(callbacks) {}
    ~ManagedState() override { callbacks->release(handle); }

    void check(int32_t failed, intptr_t exception) const {
        if (failed != 0) throw ManagedException(exception, callbacks->release);
    }

    intptr_t handle;
    const FunctionCallbacks* callbacks;
};

struct ManagedFunction : torch::autograd::Function<ManagedFunction> {
    static variable_list forward(AutogradContext* context, at::TensorList, const c10::intrusive_ptr<ManagedState>& state) {
        context->saved_data[StateKey] = c10::IValue::make_capsule(state);
        variable_list outputs;
        intptr_t exception = 0;
        auto failed = state->callbacks->forward(state->handle, context, &outputs, &exception);
        state->check(failed, exception);
        return outputs;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        auto capsule = context->saved_data[StateKey].toCapsule();
        const auto& state = static_cast<const ManagedState&>(*capsule);
        std::vector<TensorHandle> handles;
        handles.reserve(gradients.size());
        for (const auto& gradient : gradients) handles.push_back(give(gradient));
        variable_list results;
        intptr_t exception = 0;
        auto failed = state.callbacks->backward(
            state.handle, context, handles.data(), static_cast<int32_t>(handles.size()), &results, &exception);
        state.check(failed, exception);
        // The node counts one more argument than there are tensors: the state.
        results.emplace_back();
        return results;
    }
};

AutogradContext& context_of(void* context) { return *static_cast<AutogradContext*>(context); }

}  // namespace

LTORCH_API void ltorch_sink_add(void* sink, TensorHandle handle) {
    static_cast<variable_list*>(sink)->push_back(borrow(handle));
}

// Runs forward and ties its outputs to the inputs. The state is released when nothing needs it any more, whether
// or not the call succeeds. Results beyond capacity are an error of the caller's.
LTORCH_API int32_t ltorch_function_apply(
    intptr_t managed, const FunctionCallbacks* callbacks, const TensorHandle* inputs, int32_t count, TensorHandle* results,
    int32_t* produced, int32_t capacity) {
    return guarded([&] {
        auto state = c10::make_intrusive<ManagedState>(managed, callbacks);
        auto variables = borrow_all(inputs, count);
        auto outputs = ManagedFunction::apply(at::TensorList(variables), state);
        TORCH_CHECK(static_cast<int32_t>(outputs.size()) <= capacity, "returned more than ", capacity, " tensors");
        *produced = static_cast<int32_t>(outputs.size());
        for (size_t i = 0; i < outputs.size(); i++) results[i] = give(std::move(outputs[i]));
    });
}

LTORCH_API int32_t ltorch_context_save(void* context, const TensorHandle* tensors, int32_t count) {
    return guarded([&] { context_of(context).save_for_backward(borrow_all(tensors, count)); });
}

// With results null: the number of saved tensors.
LTORCH_API int32_t ltorch_context_saved(void* context, TensorHandle* results, int32_t* count) {
    return guarded([&] {
        auto saved = context_of(context).get_saved_variables();
        *count = static_cast<int32_t>(saved.size());
        if (results == nullptr) return;
        for (size_t i = 0; i < saved.size(); i++) results[i] = give(std::move(saved[i]));
    });
}

LTORCH_API int32_t ltorch_context_mark_dirty(void* context, const TensorHandle* tensors, int32_t count) {
    return guarded([&] { context_of(context).mark_dirty(borrow_all(tensors, count)); });
}

LTORCH_API int32_t ltorch_context_mark_non_differentiable(void* context, const TensorHandle* tensors, int32_t count) {
    return guarded([&] { context_of(context).mark_non_differentiable(borrow_all(tensors, count)); });
}

LTORCH_API int32_t ltorch_context_materialize(void* context, int32_t value) {
    return guarded([&] { context_of(context).set_materialize_grads(value != 0); });
}
