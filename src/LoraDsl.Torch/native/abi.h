#pragma once

#include <cstdint>

// The C ABI that the managed side calls. It is generic: every ATen operator goes through ltorch_call.
//
// Every function that can fail returns a Status; the text or the managed exception behind it stays with the
// calling thread until the next failure. A tensor handle is a counted reference to a tensor: the receiver of
// one releases it with ltorch_tensor_release. A null tensor handle stands for "no tensor".

using TensorHandle = void*;
using GeneratorHandle = void*;
using OperatorHandle = void*;

enum Status : int32_t { StatusOk = 0, StatusError = 1, StatusManagedException = 2 };

enum Tag : int32_t {
    TagDefault = 0,
    TagNone = 1,
    TagTensor = 2,
    TagInt = 3,
    TagDouble = 4,
    TagBool = 5,
    TagIntList = 6,
    TagDoubleList = 7,
    TagTensorList = 8,
    TagOptionalTensorList = 9,
    TagString = 10,
    TagDevice = 11,
    TagGenerator = 12,
};

// One argument or one result. Lists and strings: count elements at pointer, owned by the caller.
// A device: the type in the upper and the index in the lower 32 bits of integer. A dtype: its number, as TagInt.
struct Value {
    int32_t tag;
    int32_t count;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
};

struct Metadata {
    int64_t dimensions;
    int64_t elements;
    int64_t storage_offset;
    int64_t element_size;
    void* data;
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t layout;
    uint8_t requires_grad;
    uint8_t is_leaf;
    uint8_t is_contiguous;
    uint8_t has_storage;
};

// Callbacks of custom autograd functions: non-zero means that *exception holds a managed exception.
// Tensors are handed back through ltorch_sink_add(sink, handle).
using ForwardCallback = int32_t (*)(intptr_t state, void* context, void* sink, intptr_t* exception);
using BackwardCallback =
    int32_t (*)(intptr_t state, void* context, const TensorHandle* gradients, int32_t count, void* sink, intptr_t* exception);
using ReleaseCallback = void (*)(intptr_t managed);

struct FunctionCallbacks {
    ForwardCallback forward;
    BackwardCallback backward;
    ReleaseCallback release;
};

#define LTORCH_API extern "C" __attribute__((visibility("default")))
