#include "values.h"

#include <ATen/core/Generator.h>
#include <ATen/core/jit_type.h>

#include "handles.h"

namespace {

using OptionalTensor = decltype(std::declval<const c10::IValue&>().toOptional<at::Tensor>());

c10::TypePtr without_optional(const c10::TypePtr& type) {
    auto optional = type->cast<c10::OptionalType>();
    return optional ? optional->getElementType() : type;
}

c10::IValue tensor_list(const Value& value) {
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    auto handles = static_cast<TensorHandle*>(value.pointer);
    for (int32_t i = 0; i < value.count; i++) list.push_back(borrow(handles[i]));
    return list;
}

c10::IValue optional_tensor_list(const Value& value) {
    c10::List<OptionalTensor> list;
    list.reserve(value.count);
    auto handles = static_cast<TensorHandle*>(value.pointer);
    for (int32_t i = 0; i < value.count; i++)
        list.push_back(handles[i] ? OptionalTensor(borrow(handles[i])) : OptionalTensor());
    return list;
}

}  // namespace

Parameter::Parameter(const c10::Argument& argument)
    : name_(argument.name()), has_default_(argument.default_value().has_value()) {
    if (has_default_) default_ = *argument.default_value();
    auto kind = without_optional(argument.type())->kind();
    wants_float_ = kind == c10::TypeKind::FloatType;
    wants_list_ = kind == c10::TypeKind::ListType;
}

const c10::IValue& Parameter::fallback() const {
    TORCH_CHECK(has_default_, "argument '", name_, "' has no default and was left out");
    return default_;
}

c10::IValue Parameter::accept(const Value& value) const {
    switch (value.tag) {
        case TagDefault: return fallback();
        case TagNone: return c10::IValue();
        case TagTensor: return borrow(value.pointer);
        case TagInt:
            if (wants_float_) return static_cast<double>(value.integer);
            if (wants_list_) return c10::IntArrayRef(&value.integer, 1);
            return value.integer;
        case TagDouble: return value.real;
        case TagBool: return value.integer != 0;
        case TagIntList: return c10::IntArrayRef(static_cast<int64_t*>(value.pointer), value.count);
        case TagDoubleList: return c10::ArrayRef<double>(static_cast<double*>(value.pointer), value.count);
        case TagTensorList: return tensor_list(value);
        case TagOptionalTensorList: return optional_tensor_list(value);
        case TagString: return std::string(static_cast<char*>(value.pointer), value.count);
        case TagDevice:
            return c10::Device(
                static_cast<c10::DeviceType>(value.integer >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(value.integer)));
        case TagGenerator:
            return at::Generator(c10::intrusive_ptr<at::GeneratorImpl>::reclaim_copy(static_cast<at::GeneratorImpl*>(value.pointer)));
        default: TORCH_CHECK(false, "argument '", name_, "' has the unknown tag ", value.tag);
    }
}

void ResultWriter::put(Value value) {
    if (count_ < capacity_)
        first_[count_] = value;
    else if (rest_)
        rest_->push_back(value);
    count_++;
}

void ResultWriter::put_tensor(at::Tensor tensor) {
    // A handle is counted: none is made for a result that nobody takes.
    Value value{TagTensor, 0, {0}};
    if (wanted()) value.pointer = give(std::move(tensor));
    put(value);
}

void ResultWriter::write(c10::IValue& result) {
    if (result.isTensor()) {
        put_tensor(std::move(result).toTensor());
    } else if (result.isTensorList()) {
        for (const at::Tensor& tensor : result.toTensorVector()) put_tensor(tensor);
    } else if (result.isInt()) {
        put({TagInt, 0, {result.toInt()}});
    } else if (result.isDouble()) {
        Value value{TagDouble, 0, {0}};
        value.real = result.toDouble();
        put(value);
    } else if (result.isBool()) {
        put({TagBool, 0, {result.toBool()}});
    } else if (result.isNone()) {
        put({TagNone, 0, {0}});
    } else {
        TORCH_CHECK(false, "returns a ", result.tagKind(), ", which has no managed form");
    }
}
