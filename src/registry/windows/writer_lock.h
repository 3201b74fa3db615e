// Keeps the writers of one user's live registry apart, in all processes.
#pragma once

#include <windows.h>

#include <utility>

#include "olkacct/error.h"

namespace olkacct::registry {

/// Held as long as the object lives or its process does. Not bound to a thread.
class WriterLock {
  public:
    /// Waits about two seconds: then source_busy.
    static Result<WriterLock> take();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    WriterLock(WriterLock&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    WriterLock& operator=(WriterLock&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~WriterLock();

  private:
    explicit WriterLock(HANDLE handle) : handle_(handle) {}

    HANDLE handle_ = nullptr;
};

}  // namespace olkacct::registry
