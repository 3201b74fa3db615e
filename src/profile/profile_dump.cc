// Walking everything below the key of a profile.
#include "profile/profile_dump.h"

#include <iterator>

#include "olkacct/text.h"
#include "profile/read_context.h"

namespace olkacct::profile {
namespace {

// How deep keys may lie below a profile: Windows' own limit for a whole hive.
constexpr std::size_t max_depth = 512;

struct Pending {
    registry::KeyId key{};
    std::u16string path;
    std::size_t depth = 0;
};

class Dump {
  public:
    explicit Dump(registry::ReadTransaction& transaction) : context_(transaction) {}

    Result<std::vector<DumpedKey>> run(registry::KeyId top) {
        pending_.push_back({top, {}, 0});
        while (!pending_.empty()) {
            const Pending next = std::move(pending_.back());
            pending_.pop_back();
            if (next.depth > max_depth || !context_.within_limit()) {
                return fail(ErrorCode::limit_exceeded, "the profile holds too much to be dumped",
                            to_utf8(next.path));
            }
            if (auto done = visit(next); !done) {
                return tl::unexpected(done.error());
            }
        }
        return std::move(keys_);
    }

  private:
    Result<void> visit(const Pending& from) {
        auto values = context_.tolerate(context_.transaction().values(from.key));
        if (!values) {
            return tl::unexpected(values.error());
        }
        context_.spend(*values);
        const auto subkeys = context_.tolerate(context_.transaction().subkeys(from.key));
        if (!subkeys) {
            return tl::unexpected(subkeys.error());
        }
        keys_.push_back({from.path, std::move(*values), context_.take_warnings()});
        // The first subkey is to be taken from the end next.
        for (auto subkey = subkeys->rbegin(); subkey != subkeys->rend(); ++subkey) {
            pending_.push_back({subkey->id,
                                from.path.empty() ? subkey->name : from.path + u'\\' + subkey->name,
                                from.depth + 1});
        }
        return {};
    }

    ReadContext context_;
    std::vector<Pending> pending_;
    std::vector<DumpedKey> keys_;
};

}  // namespace

Result<std::vector<DumpedKey>> dump_key(registry::ReadTransaction& transaction,
                                        std::u16string_view path) {
    const auto top = registry::find_path(transaction, transaction.root(), path);
    if (!top) {
        return tl::unexpected(top.error());
    }
    if (!*top) {
        return fail(ErrorCode::key_not_found, "the profile is not there any more", to_utf8(path));
    }
    return Dump(transaction).run(**top);
}

}  // namespace olkacct::profile
