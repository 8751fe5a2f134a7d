#include "errors.h"

#include <string>

#include <c10/util/Exception.h>

namespace {
thread_local std::string message;
thread_local std::shared_ptr<const intptr_t> managed;
}

ManagedException::ManagedException(intptr_t exception, ReleaseCallback release)
    : exception_(new intptr_t(exception), [release](const intptr_t* held) {
          release(*held);
          delete held;
      }) {}

const char* ManagedException::what() const noexcept { return "a managed exception"; }

Status record_current_exception() noexcept {
    try {
        throw;
    } catch (const ManagedException& error) {
        managed = error.exception();
        return StatusManagedException;
    } catch (const c10::Error& error) {
        message = error.what_without_backtrace();
    } catch (const std::exception& error) {
        message = error.what();
    } catch (...) {
        message = "an exception of an unknown type";
    }
    return StatusError;
}

LTORCH_API const char* ltorch_error_message() { return message.c_str(); }

LTORCH_API intptr_t ltorch_error_exception() { return managed ? *managed : 0; }

LTORCH_API void ltorch_error_clear() {
    message.clear();
    managed.reset();
}
