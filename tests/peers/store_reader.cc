// Walks a store with an explicit stack, so a deep hive cannot exhaust the thread's.
#include "peers/store_reader.h"

#include <utility>

namespace olkacct::test {
namespace {

// The answer, or nothing and a failure noted.
template <class T>
T taken(Result<T> answer, Tree& tree) {
    if (!answer) {
        tree.failures.push_back(answer.error().where + ": " + answer.error().what);
        return {};
    }
    return std::move(*answer);
}

}  // namespace

Tree read_tree(registry::ReadTransaction& transaction) {
    Tree tree;
    std::vector<std::pair<registry::KeyId, std::u16string>> open{{transaction.root(), u""}};
    while (!open.empty()) {
        const auto [id, path] = std::move(open.back());
        open.pop_back();
        ++tree.keys_seen;
        auto info = taken(transaction.info(id), tree);
        auto& key = tree.keys[path];
        key.class_name = std::move(info.class_name);
        key.last_written = info.last_written;
        key.values = taken(transaction.values(id), tree);
        key.descriptor = taken(transaction.security(id), tree);
        for (const auto& child : taken(transaction.subkeys(id), tree)) {
            open.emplace_back(child.id, path.empty() ? child.name : path + u'\\' + child.name);
        }
    }
    for (const auto& warning : transaction.warnings()) {
        tree.failures.push_back(warning.where + ": " + warning.what);
    }
    return tree;
}

Result<Tree> read_tree(registry::Store& store) {
    Tree tree;
    auto read = registry::read_snapshot(store, [&](registry::ReadTransaction& transaction) {
        tree = read_tree(transaction);
        return Result<void>();
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return tree;
}

}  // namespace olkacct::test
