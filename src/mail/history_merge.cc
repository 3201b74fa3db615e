// Which tag of a UID stays, and which tags go when there are too many.
#include "mail/history_merge.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace olkacct::mail {
namespace {

/// Where a UID first stands, and its tag that stays.
struct Place {
    std::size_t first;
    std::size_t chosen;
};

std::vector<Place> places_of(const std::vector<HistoryTag>& tags) {
    std::vector<std::size_t> order(tags.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&tags](std::size_t left, std::size_t right) {
        return std::tie(tags[left].uid, left) < std::tie(tags[right].uid, right);
    });
    std::vector<Place> found;
    for (const std::size_t at : order) {
        if (found.empty() || tags[found.back().first].uid != tags[at].uid) {
            found.push_back({at, at});
        } else if (tags[at].time >= tags[found.back().chosen].time) {
            found.back().chosen = at;
        }
    }
    return found;
}

void drop_oldest(std::vector<Place>& found, const std::vector<HistoryTag>& tags) {
    const auto kept =
        found.end() - static_cast<std::ptrdiff_t>(std::min(found.size(), max_history_tags));
    std::nth_element(found.begin(), kept, found.end(), [&tags](const Place& a, const Place& b) {
        return std::tie(tags[a.chosen].time, a.first) < std::tie(tags[b.chosen].time, b.first);
    });
    found.erase(found.begin(), kept);
}

}  // namespace

MergedHistory merge_history(std::vector<HistoryTag> tags) {
    auto found = places_of(tags);
    MergedHistory merged;
    if (found.size() > max_history_tags) {
        merged.dropped = found.size() - max_history_tags;
        drop_oldest(found, tags);
    }
    std::ranges::sort(found, {}, &Place::first);
    merged.tags.reserve(found.size());
    for (const Place& place : found) {
        merged.tags.push_back(std::move(tags[place.chosen]));
    }
    return merged;
}

}  // namespace olkacct::mail
