// Connections, and calling their sinks without a lock.
#include "mapi/advisers.h"

#include <algorithm>

namespace olkacct::mapi {

ULONG_PTR Advisers::add(ULONG events, IMAPIAdviseSink* sink) {
    auto made = std::make_shared<Connection>();
    made->events = events | fnevCriticalError;
    made->sink = com::ComPtr<IMAPIAdviseSink>::copy(sink);
    const std::lock_guard lock(mutex_);
    made->number = next_++;
    connections_.push_back(made);
    return made->number;
}

bool Advisers::remove(ULONG_PTR connection) {
    // Released last, after the lock.
    std::shared_ptr<Connection> found;
    std::unique_lock lock(mutex_);
    const auto it = std::ranges::find_if(
        connections_, [&](const auto& each) { return each->number == connection; });
    if (it == connections_.end()) return false;
    found = *it;
    connections_.erase(it);
    found->is_dead = true;
    const auto self = std::this_thread::get_id();
    if (std::ranges::find(found->running, self) == found->running.end())
        left_.wait(lock, [&] { return found->running.empty(); });
    lock.unlock();
    return true;
}

void Advisers::remove_all() {
    // Sinks are released after the lock.
    std::list<std::shared_ptr<Connection>> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& connection : connections_) connection->is_dead = true;
        all.swap(connections_);
    }
}

bool Advisers::enter(Connection& connection) {
    const std::lock_guard lock(mutex_);
    if (connection.is_dead) return false;
    connection.running.push_back(std::this_thread::get_id());
    return true;
}

void Advisers::leave(Connection& connection) {
    {
        const std::lock_guard lock(mutex_);
        const auto self = std::ranges::find(connection.running, std::this_thread::get_id());
        connection.running.erase(self);
    }
    left_.notify_all();
}

void Advisers::tell(ULONG event, const NOTIFICATION& notification) {
    std::vector<std::shared_ptr<Connection>> wanted;
    {
        const std::lock_guard lock(mutex_);
        std::ranges::copy_if(connections_, std::back_inserter(wanted),
                             [&](const auto& each) { return (each->events & event) != 0; });
    }
    for (const auto& connection : wanted) {
        if (!enter(*connection)) continue;
        NOTIFICATION copy = notification;
        // Whatever it answers is ignored; what it throws must not keep the others waiting.
        try {
            connection->sink->OnNotify(1, &copy);
        } catch (...) {
            leave(*connection);
            continue;
        }
        leave(*connection);
    }
}

NOTIFICATION logoff_notification() {
    constexpr ULONG logged_off = 1;
    NOTIFICATION notification{};
    notification.ulEventType = fnevExtended;
    notification.info.ext = {logged_off, 0, nullptr};
    return notification;
}

NOTIFICATION end_of_session_notification() {
    NOTIFICATION notification{};
    notification.ulEventType = fnevCriticalError;
    notification.info.err = {0, nullptr, MAPI_E_END_OF_SESSION, 0, nullptr};
    return notification;
}

}  // namespace olkacct::mapi
