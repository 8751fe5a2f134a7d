#pragma once

#include <vector>

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include "abi.h"

// What an operator's schema says of one argument, read once.
class Parameter {
public:
    explicit Parameter(const c10::Argument& argument);

    // The boxed form of a value: integers become floating-point numbers and lists where the schema wants those.
    c10::IValue accept(const Value& value) const;

    // The schema's default; an error that names the argument where it has none.
    const c10::IValue& fallback() const;

private:
    std::string name_;
    bool has_default_;
    c10::IValue default_;
    bool wants_float_;
    bool wants_list_;
};

// Writes boxed results as values: the first ones to an array, the others to a list if there is one.
class ResultWriter {
public:
    ResultWriter(Value* first, int32_t capacity, std::vector<Value>* rest)
        : first_(first), capacity_(capacity), rest_(rest) {}

    void write(c10::IValue& result);
    int32_t count() const { return count_; }

private:
    void put(Value value);
    void put_tensor(at::Tensor tensor);
    bool wanted() const { return count_ < capacity_ || rest_ != nullptr; }

    Value* first_;
    int32_t capacity_;
    std::vector<Value>* rest_;
    int32_t count_ = 0;
};
