// Joins the changes of one value.
#include "whole_changes.h"

#include <map>
#include <string>
#include <utility>

#include "base/upcase.h"

namespace olkacct::app {
namespace {

bool is_of_value(const Change& change) {
    return change.kind == ChangeKind::set_value || change.kind == ChangeKind::delete_value;
}

void join(Change& first, const Change& later) {
    first.after = later.after;
    first.kind = first.after ? ChangeKind::set_value : ChangeKind::delete_value;
}

}  // namespace

Plan whole_changes(const Plan& plan) {
    Plan out{plan.source, {}, plan.remarks};
    std::map<std::pair<std::u16string, std::u16string>, std::size_t> places;
    for (const Change& change : plan.changes) {
        if (change.kind == ChangeKind::delete_key) {
            places.clear();
        }
        if (!is_of_value(change)) {
            out.changes.push_back(change);
            continue;
        }
        const std::u16string& name = (change.after ? change.after : change.before)->name;
        const auto [place, is_first] = places.emplace(
            std::pair(base::upcased(change.key), base::upcased(name)), out.changes.size());
        if (is_first) {
            out.changes.push_back(change);
        } else {
            join(out.changes[place->second], change);
        }
    }
    std::erase_if(out.changes, [](const Change& change) {
        return is_of_value(change) && change.before == change.after;
    });
    return out;
}

}  // namespace olkacct::app
