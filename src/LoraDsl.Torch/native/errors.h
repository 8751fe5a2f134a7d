#pragma once

#include <exception>
#include <memory>

#include "abi.h"

// Carries a managed exception through C++ frames (the autograd engine's among them) to whoever called in.
class ManagedException : public std::exception {
public:
    ManagedException(intptr_t exception, ReleaseCallback release);

    const char* what() const noexcept override;
    std::shared_ptr<const intptr_t> exception() const { return exception_; }

private:
    // Shared: the engine copies and rethrows; the handle is given back when the last copy is gone.
    std::shared_ptr<const intptr_t> exception_;
};

// Keeps the exception being handled for ltorch_error_*; to be called in a catch block.
Status record_current_exception() noexcept;

// Runs the body and turns whatever it throws into a status: no C++ exception leaves the library.
template <typename Body>
int32_t guarded(Body&& body) noexcept {
    try {
        body();
        return StatusOk;
    } catch (...) {
        return record_current_exception();
    }
}
