// The parts of the store interface that are the same for every store.
#include "registry/store.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "registry/planned_write.h"

namespace olkacct::registry {

Result<void> WriteTransaction::set_class_name(KeyId /*key*/, std::u16string_view /*class_name*/) {
    return fail(ErrorCode::not_supported_by_store, "this kind of source keeps no class names");
}

Result<void> WriteTransaction::set_security(KeyId /*key*/,
                                            std::span<const std::byte> /*descriptor*/) {
    return fail(ErrorCode::not_supported_by_store, "this kind of source keeps no descriptors");
}

Result<ChangeList> ReadTransaction::changes_since(std::uint64_t /*sequence*/) {
    return fail(ErrorCode::not_supported_by_store, "this kind of source keeps no log of changes");
}

std::string Store::identity() const {
    std::error_code error;
    std::string path = std::filesystem::canonical(name(), error).string();
    return error ? std::to_string(reinterpret_cast<std::uintptr_t>(this)) : path;
}

Result<std::unique_ptr<WriteTransaction>> Store::begin_write() {
    return fail(ErrorCode::not_supported_by_store, "this kind of source is read-only", name());
}

Result<std::unique_ptr<WriteTransaction>> Store::begin_plan() {
    if (!capabilities().write) {
        return begin_write();
    }
    return begin_read().map([this](std::unique_ptr<ReadTransaction>&& below) {
        return plan_over(std::move(below), name());
    });
}

Result<std::unique_ptr<Watch>> Store::watch() {
    return fail(ErrorCode::not_supported_by_store, "this kind of source cannot be watched", name());
}

Result<std::vector<std::byte>> Store::protect(std::u16string_view /*value_name*/,
                                              const Secret& /*secret*/) {
    return fail(ErrorCode::secrets_not_supported, "this kind of source cannot protect one", name());
}

Result<Secret> Store::unprotect(std::u16string_view /*value_name*/,
                                std::span<const std::byte> /*stored*/) {
    return fail(ErrorCode::secrets_not_supported, "this kind of source cannot open one", name());
}

Result<ChangeList> Store::changes_since(std::uint64_t /*sequence*/) {
    return fail(ErrorCode::not_supported_by_store, "this kind of source keeps no log of changes",
                name());
}

Result<void> read_snapshot(Store& store,
                           const std::function<Result<void>(ReadTransaction&)>& read) {
    Result<void> verified;
    for (int attempt = 0; attempt < max_read_attempts; ++attempt) {
        auto transaction = store.begin_read();
        if (!transaction) {
            return tl::unexpected(transaction.error());
        }
        Result<void> outcome = read(**transaction);
        verified = (*transaction)->verify();
        if (verified) {
            return outcome;
        }
        if (verified.error().code != ErrorCode::changed_while_reading) {
            return verified;
        }
    }
    return verified;
}

Result<std::optional<KeyId>> find_path(ReadTransaction& transaction, KeyId from,
                                       std::u16string_view path) {
    KeyId key = from;
    while (!path.empty()) {
        const std::size_t end = path.find(u'\\');
        const auto name = path.substr(0, end);
        path = end == std::u16string_view::npos ? std::u16string_view() : path.substr(end + 1);
        auto child = transaction.find(key, name);
        if (!child || !*child) {
            return child;
        }
        key = **child;
    }
    return key;
}

Result<KeyId> make_path(WriteTransaction& transaction, KeyId from, std::u16string_view path) {
    Result<KeyId> key = from;
    while (key && !path.empty()) {
        const std::size_t end = std::min(path.find(u'\\'), path.size());
        key = transaction.create_key(*key, path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return key;
}

}  // namespace olkacct::registry
