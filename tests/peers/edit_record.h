// What a sequence of edits did, and how its makers take answers.
#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "olkacct/error.h"

namespace olkacct::test {

struct EditRecord {
    // Keys that were created, deleted or changed, and the parents of created and deleted ones.
    std::set<std::u16string> touched;
    // For a failure to be understood.
    std::string story;
    // How often each edit of an account or a profile was made, those that were refused left out.
    std::map<std::string, int> made;
};

// The answer; throws without one.
template <class T>
T must(Result<T> outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.error().what + " (" + outcome.error().where + ")");
    }
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

// The path of the key above; the root's own is empty.
inline std::u16string parent_of(const std::u16string& path) {
    const std::size_t end = path.rfind(u'\\');
    return end == path.npos ? std::u16string() : path.substr(0, end);
}

}  // namespace olkacct::test
