#include "internal.hpp"

#include "text_formats.hpp"
#include <GraphMol/Substruct/SubstructMatch.h>

#include <map>

using namespace RDKit;

namespace {

SubstructMatchParameters matching(bool unique, unsigned maximum) {
  SubstructMatchParameters parameters;
  parameters.useChirality = true;
  parameters.uniquify = unique;
  parameters.maxMatches = maximum;
  return parameters;
}

}  // namespace

extern "C" crd_query *crd_query_new(const char *smarts, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_query * {
    SmartsParserParams parameters;
    parameters.mergeHs = false;
    std::unique_ptr<RWMol> mol(SmartsToMol(smarts, parameters));
    if (!mol) throw crd::failure(crd::take_log());
    if (mol->getNumAtoms() == 0) throw crd::failure("there is no atom");
    auto out = std::make_unique<crd_query>();
    std::map<int, unsigned> by_tag;
    for (auto *atom : mol->atoms()) {
      const int tag = atom->getAtomMapNum();
      if (tag == 0) continue;
      if (!by_tag.emplace(tag, atom->getIdx()).second)
        throw crd::failure("the tag :" + std::to_string(tag) + " is used twice");
    }
    for (const auto &entry : by_tag) out->tagged.push_back(entry.second);
    out->mol = std::move(mol);
    return out.release();
  });
}

extern "C" void crd_query_free(crd_query *query) { delete query; }
extern "C" int32_t crd_query_tags(const crd_query *query) { return static_cast<int32_t>(query->tagged.size()); }

extern "C" const int32_t *crd_match(const crd_mol *mol, const crd_query *query, int unique, int32_t *count, char **error) {
  thread_local std::vector<int32_t> tuples;
  return crd::guarded(error, nullptr, [&]() -> const int32_t * {
    const auto found = SubstructMatch(*mol->mol, *query->mol, matching(unique != 0, 10000000));
    tuples.assign(1, 0);
    tuples.clear();
    tuples.reserve(found.size() * query->tagged.size() + 1);
    for (const auto &match : found)
      for (const unsigned pattern_atom : query->tagged) tuples.push_back(match[pattern_atom].second);
    *count = static_cast<int32_t>(found.size());
    return tuples.data();
  });
}

extern "C" int crd_has_match(const crd_mol *mol, const crd_query *query, char **error) {
  return crd::guarded(error, -1, [&] { return SubstructMatch(*mol->mol, *query->mol, matching(true, 1)).empty() ? 0 : 1; });
}
