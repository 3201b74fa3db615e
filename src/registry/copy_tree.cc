// Walking the source depth first and writing as it goes.
#include "registry/copy_tree.h"

#include "registry/key_tree.h"
#include "registry/own_secret.h"

namespace olkacct::registry {
namespace {

constexpr std::uint64_t keys_between_reports = 64;

class Copier {
  public:
    Copier(ReadTransaction& from, WriteTransaction& to, const CopyOptions& options)
        : from_(from), to_(to), options_(options) {}

    Result<void> copy(KeyId source, KeyId target, const std::u16string& path, std::size_t depth);

    CopyOutcome outcome;

  private:
    Result<void> count_key();
    Result<void> copy_values(KeyId source, KeyId target, const std::u16string& path);
    Result<void> copy_extras(KeyId source, KeyId target);

    ReadTransaction& from_;
    WriteTransaction& to_;
    const CopyOptions& options_;
};

Result<void> Copier::count_key() {
    const CopyCounts& counts = outcome.counts;
    if (++outcome.counts.keys > options_.most.keys || counts.values > options_.most.values ||
        counts.bytes > options_.most.bytes) {
        return fail(ErrorCode::limit_exceeded, "there is too much to copy");
    }
    if (options_.progress && counts.keys % keys_between_reports == 0 &&
        !options_.progress(counts)) {
        return fail(ErrorCode::user_cancelled, "the copy was stopped");
    }
    return {};
}

Result<void> Copier::copy_values(KeyId source, KeyId target, const std::u16string& path) {
    auto values = from_.values(source);
    if (!values) {
        return tl::unexpected(values.error());
    }
    for (RegistryValue& value : *values) {
        if (!options_.same_secrets && is_own_secret(value.data)) {
            outcome.left_secrets.push_back({path, std::move(value.name)});
            continue;
        }
        if (options_.convert && !options_.convert(path, value)) {
            continue;
        }
        ++outcome.counts.values;
        outcome.counts.bytes += value.data.size();
        if (auto done = to_.set_value(target, std::move(value)); !done) {
            return done;
        }
    }
    return {};
}

// What not every store keeps.
Result<void> Copier::copy_extras(KeyId source, KeyId target) {
    const auto take = [](Result<void> done, std::uint64_t& lost) {
        if (!done && done.error().code == ErrorCode::not_supported_by_store) {
            ++lost;
            return Result<void>();
        }
        return done;
    };
    const auto info = from_.info(source);
    if (!info) {
        return tl::unexpected(info.error());
    }
    if (!info->class_name.empty()) {
        auto done = take(to_.set_class_name(target, info->class_name), outcome.without_class_name);
        if (!done) {
            return done;
        }
    }
    const auto descriptor = from_.security(source);
    if (!descriptor) {
        return tl::unexpected(descriptor.error());
    }
    if (descriptor->empty()) {
        return {};
    }
    return take(to_.set_security(target, *descriptor), outcome.without_descriptor);
}

Result<void> Copier::copy(KeyId source, KeyId target, const std::u16string& path,
                          std::size_t depth) {
    if (depth > max_key_depth) {
        return fail(ErrorCode::limit_exceeded, "a key lies too deep");
    }
    auto done = count_key();
    if (done) {
        done = copy_extras(source, target);
    }
    if (done) {
        done = copy_values(source, target, path);
    }
    const auto subkeys = done ? from_.subkeys(source) : tl::unexpected(done.error());
    if (!subkeys) {
        return tl::unexpected(subkeys.error());
    }
    for (const Subkey& subkey : *subkeys) {
        const auto made = to_.create_key(target, subkey.name);
        if (!made) {
            return tl::unexpected(made.error());
        }
        const std::u16string below = path.empty() ? subkey.name : path + u'\\' + subkey.name;
        if (done = copy(subkey.id, *made, below, depth + 1); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<CopyOutcome> copy_tree(ReadTransaction& from, KeyId source, WriteTransaction& to,
                              KeyId target, const CopyOptions& options) {
    Copier copier(from, to, options);
    auto done = copier.copy(source, target, {}, 0);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(copier.outcome);
}

}  // namespace olkacct::registry
