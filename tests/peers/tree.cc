// Comparing two readings of a registry.
#include "peers/tree.h"

#include <algorithm>

namespace olkacct::test {
namespace {

std::string describe(const RegistryValue* value) {
    if (value == nullptr) {
        return "absent";
    }
    return "type " + std::to_string(value->type) + ", " + std::to_string(value->data.size()) +
           " bytes";
}

const RegistryValue* find(const std::vector<RegistryValue>& values, const std::u16string& name) {
    const auto found =
        std::ranges::find_if(values, [&](const auto& value) { return value.name == name; });
    return found == values.end() ? nullptr : &*found;
}

void compare_values(const std::u16string& key, const TreeKey& left, const TreeKey& right,
                    std::vector<Difference>& out) {
    const std::size_t before = out.size();
    const auto compare_one = [&](const std::u16string& name) {
        const auto* mine = find(left.values, name);
        const auto* theirs = find(right.values, name);
        if (mine == nullptr || theirs == nullptr || *mine != *theirs) {
            out.push_back({key, name, describe(mine) + " / " + describe(theirs)});
        }
    };
    for (const auto& value : left.values) {
        compare_one(value.name);
    }
    for (const auto& value : right.values) {
        if (find(left.values, value.name) == nullptr) {
            compare_one(value.name);
        }
    }
    if (out.size() == before && left.values != right.values) {
        out.push_back({key, u"(order)", "the same values in another order or number"});
    }
}

}  // namespace

std::size_t Tree::value_count() const {
    std::size_t count = 0;
    for (const auto& [path, key] : keys) {
        count += key.values.size();
    }
    return count;
}

std::vector<Difference> differences(const Tree& left, const Tree& right, Compared compared) {
    std::vector<Difference> out;
    for (const auto& [path, mine] : left.keys) {
        const auto theirs = right.keys.find(path);
        if (theirs == right.keys.end()) {
            out.push_back({path, u"(key)", "present / absent"});
            continue;
        }
        if (compared.class_names && mine.class_name != theirs->second.class_name) {
            out.push_back({path, u"(class)", "another class name"});
        }
        if (compared.times && mine.last_written != theirs->second.last_written) {
            out.push_back({path, u"(time)", "another time"});
        }
        compare_values(path, mine, theirs->second, out);
    }
    for (const auto& [path, theirs] : right.keys) {
        if (!left.keys.contains(path)) {
            out.push_back({path, u"(key)", "absent / present"});
        }
    }
    if (left.keys_seen != right.keys_seen) {
        out.push_back({u"", u"(key)",
                       std::to_string(left.keys_seen) + " / " + std::to_string(right.keys_seen) +
                           " keys in all"});
    }
    return out;
}

}  // namespace olkacct::test
