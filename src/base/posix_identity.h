// What a file is known by, out of what the system says of it.
#pragma once

#include <sys/stat.h>

#include <cstdint>

#include "base/file.h"

namespace olkacct::base {

inline std::int64_t nanoseconds_of(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

inline FileIdentity identity_of(const struct stat& status) {
    return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino),
            static_cast<std::uint64_t>(status.st_size), nanoseconds_of(status.st_mtim),
            nanoseconds_of(status.st_ctim)};
}

}  // namespace olkacct::base
