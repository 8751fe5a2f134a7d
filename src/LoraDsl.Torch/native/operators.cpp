#include <memory>
#include <string>
#include <vector>

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include "errors.h"
#include "values.h"

namespace {

struct Operator {
    explicit Operator(c10::OperatorHandle found) : handle(std::move(found)) {
        for (const auto& argument : handle.schema().arguments()) parameters.emplace_back(argument);
    }

    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
};

// Stacks are kept by thread so that a call allocates none. A kernel may call back into managed code and so into
// ltorch_call again while it still holds references into its own stack: each depth has a stack to itself.
class StackLease {
public:
    StackLease() : depth_(depth++) {
        if (stacks.size() <= depth_) stacks.push_back(std::make_unique<torch::jit::Stack>());
        stack_ = stacks[depth_].get();
    }
    ~StackLease() {
        stack_->clear();
        depth--;
    }
    torch::jit::Stack& operator*() { return *stack_; }

private:
    static thread_local size_t depth;
    static thread_local std::vector<std::unique_ptr<torch::jit::Stack>> stacks;
    size_t depth_;
    torch::jit::Stack* stack_;
};

thread_local size_t StackLease::depth = 0;
thread_local std::vector<std::unique_ptr<torch::jit::Stack>> StackLease::stacks;

thread_local std::vector<Value> surplus;

}  // namespace

LTORCH_API int32_t ltorch_operator(const char* name, const char* overload, OperatorHandle* handle) {
    return guarded([&] { *handle = new Operator(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)); });
}

// Calls an operator. Arguments left out at the end take the schema's defaults. Up to capacity results are written
// to results, lists and tuples flattened. Where produced is null the rest is dropped; otherwise it gets the number of
// all results and the rest waits for ltorch_surplus.
LTORCH_API int32_t ltorch_call(
    OperatorHandle handle, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* produced) {
    return guarded([&] {
        auto& called = *static_cast<Operator*>(handle);
        auto parameters = static_cast<int32_t>(called.parameters.size());
        TORCH_CHECK(count <= parameters, "takes ", parameters, " arguments and was given ", count);

        StackLease lease;
        auto& stack = *lease;
        for (int32_t i = 0; i < parameters; i++) {
            const auto& parameter = called.parameters[i];
            stack.push_back(i < count ? parameter.accept(arguments[i]) : parameter.fallback());
        }
        called.handle.callBoxed(&stack);

        ResultWriter writer(results, capacity, produced ? &surplus : nullptr);
        for (auto& output : stack) writer.write(output);
        if (produced) *produced = writer.count();
    });
}

// Hands over the results of this thread's last call that did not fit.
LTORCH_API void ltorch_surplus(Value* results) {
    std::copy(surplus.begin(), surplus.end(), results);
    surplus.clear();
}
