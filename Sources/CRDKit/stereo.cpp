#include "internal.hpp"

#include <GraphMol/Chirality.h>
#include <GraphMol/SmilesParse/SmilesWrite.h>

#include <algorithm>
#include <set>

using namespace RDKit;

namespace {

/// Whether a double bond has substituents at both ends; others need no look at the priorities.
bool has_ends(const Bond &bond) {
  return bond.getBondType() == Bond::DOUBLE && bond.getBeginAtom()->getDegree() > 1 && bond.getEndAtom()->getDegree() > 1;
}

/// Double bonds that could be E or Z, whatever they are marked as.
std::vector<uint8_t> stereogenic_bonds(const ROMol &mol) {
  std::vector<uint8_t> out(mol.getNumBonds(), 0);
  bool is_candidate = false;
  for (const auto *bond : mol.bonds()) is_candidate = is_candidate || has_ends(*bond);
  if (!is_candidate) return out;
  RWMol copy(mol);
  for (auto *bond : copy.bonds()) bond->setStereo(Bond::STEREONONE);
  MolOps::findPotentialStereoBonds(copy, true);
  for (const auto *bond : copy.bonds()) out[bond->getIdx()] = bond->getStereo() == Bond::STEREOANY;
  return out;
}

bool is_specified(const Bond &bond) {
  return bond.getStereo() != Bond::STEREONONE && bond.getStereo() != Bond::STEREOANY;
}

bool is_chirality_possible(const Atom &atom) { return atom.hasProp(common_properties::_ChiralityPossible); }

int neighbor_besides(const Atom &atom, const Atom &other) {
  for (const auto *neighbor : atom.getOwningMol().atomNeighbors(&atom))
    if (neighbor != &other) return static_cast<int>(neighbor->getIdx());
  return -1;
}

/// Adds undefined places that only RDKit's older perception finds, by which they are called undefined: phosphorus, imines.
void add_older_finds(const ROMol &mol, std::vector<Chirality::StereoInfo> &places) {
  const auto is_known = [&](Chirality::StereoType type, unsigned index) {
    return std::any_of(places.begin(), places.end(), [&](const auto &place) {
      return place.type == type && place.centeredOn == index;
    });
  };
  const auto add = [&](Chirality::StereoType type, unsigned index, std::vector<unsigned> atoms) {
    if (is_known(type, index)) return;
    Chirality::StereoInfo info;
    info.type = type;
    info.centeredOn = index;
    info.controllingAtoms = std::move(atoms);
    places.push_back(info);
  };
  for (const auto *atom : mol.atoms())
    if (is_chirality_possible(*atom) && atom->getChiralTag() == Atom::CHI_UNSPECIFIED)
      add(Chirality::StereoType::Atom_Tetrahedral, atom->getIdx(), {});
  const auto possible = stereogenic_bonds(mol);
  for (const auto *bond : mol.bonds()) {
    if (!possible[bond->getIdx()] || is_specified(*bond)) continue;
    const int a = neighbor_besides(*bond->getBeginAtom(), *bond->getEndAtom());
    const int b = neighbor_besides(*bond->getEndAtom(), *bond->getBeginAtom());
    const unsigned none = Chirality::StereoInfo::NOATOM;
    if (a >= 0 && b >= 0)
      add(Chirality::StereoType::Bond_Double, bond->getIdx(), {static_cast<unsigned>(a), none, static_cast<unsigned>(b), none});
  }
}

/// The centres and double bonds whose configuration an enumeration varies.
std::vector<Chirality::StereoInfo> variable_stereo(ROMol &mol, bool only_undefined) {
  std::vector<Chirality::StereoInfo> out;
  for (const auto &info : Chirality::findPotentialStereo(mol, false, true)) {
    const bool known = info.type == Chirality::StereoType::Atom_Tetrahedral || info.type == Chirality::StereoType::Bond_Double;
    const bool open = info.specified != Chirality::StereoSpecified::Specified;
    if (known && (open || !only_undefined)) out.push_back(info);
  }
  if (only_undefined) add_older_finds(mol, out);
  return out;
}

void set_stereo(RWMol &mol, const Chirality::StereoInfo &info, bool second) {
  if (info.type == Chirality::StereoType::Atom_Tetrahedral) {
    mol.getAtomWithIdx(info.centeredOn)
        ->setChiralTag(second ? Atom::CHI_TETRAHEDRAL_CCW : Atom::CHI_TETRAHEDRAL_CW);
    return;
  }
  auto *bond = mol.getBondWithIdx(info.centeredOn);
  auto pick = [&](size_t a, size_t b) {
    const unsigned none = Chirality::StereoInfo::NOATOM;
    return info.controllingAtoms[a] != none ? info.controllingAtoms[a] : info.controllingAtoms[b];
  };
  bond->setStereoAtoms(pick(0, 1), pick(2, 3));
  bond->setStereo(second ? Bond::STEREOTRANS : Bond::STEREOCIS);
}

std::unique_ptr<crd_mol> isomer(const crd_mol &parent, const std::vector<Chirality::StereoInfo> &centres, uint64_t choice) {
  auto out = std::make_unique<crd_mol>();
  out->mol = std::make_unique<RWMol>(*parent.mol);
  out->maps = parent.maps;
  out->kekule = parent.kekule;
  for (auto *bond : out->mol->bonds()) bond->setBondDir(Bond::NONE);
  for (size_t k = 0; k < centres.size(); ++k) set_stereo(*out->mol, centres[k], k < 64 && ((choice >> k) & 1));
  MolOps::setDoubleBondNeighborDirections(*out->mol);
  crd::assign_stereo(*out->mol);
  return out;
}

}  // namespace

extern "C" int crd_undefined_stereo(const crd_mol *mol, uint8_t *atoms, uint8_t *bonds, char **error) {
  return crd::guarded(error, -1, [&] {
    int total = 0;
    for (const auto *atom : mol->mol->atoms())
      total += atoms[atom->getIdx()] = is_chirality_possible(*atom) && atom->getChiralTag() == Atom::CHI_UNSPECIFIED;
    const auto possible = stereogenic_bonds(*mol->mol);
    for (const auto *bond : mol->mol->bonds())
      total += bonds[bond->getIdx()] = possible[bond->getIdx()] && !is_specified(*bond);
    return total;
  });
}

extern "C" int crd_possible_stereo(const crd_mol *mol, uint8_t *atoms, uint8_t *bonds, char **error) {
  return crd::guarded(error, -1, [&] {
    int total = 0;
    for (const auto *atom : mol->mol->atoms()) total += atoms[atom->getIdx()] = is_chirality_possible(*atom);
    const auto possible = stereogenic_bonds(*mol->mol);
    for (size_t i = 0; i < possible.size(); ++i) total += bonds[i] = possible[i];
    return total;
  });
}

extern "C" int crd_stereoisomers(const crd_mol *mol, int only_undefined, int maximum, crd_mol **out, char **error) {
  return crd::guarded(error, -1, [&] {
    RWMol probe(*mol->mol);
    const auto centres = variable_stereo(probe, only_undefined != 0);
    const uint64_t all = centres.size() >= 40 ? (uint64_t(1) << 40) : uint64_t(1) << centres.size();
    std::set<std::string> seen;
    std::vector<std::unique_ptr<crd_mol>> found;
    const uint64_t tries = std::min<uint64_t>(all, 16 * static_cast<uint64_t>(maximum));
    for (uint64_t choice = 0; choice < tries && found.size() < static_cast<size_t>(maximum); ++choice) {
      auto next = isomer(*mol, centres, choice);
      if (seen.insert(MolToSmiles(*next->mol)).second) found.push_back(std::move(next));
    }
    for (size_t i = 0; i < found.size(); ++i) out[i] = found[i].release();
    return static_cast<int>(found.size());
  });
}
