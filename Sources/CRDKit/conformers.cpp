#include "internal.hpp"

#include <GraphMol/DistGeomHelpers/Embedder.h>
#include <GraphMol/ForceFieldHelpers/MMFF/AtomTyper.h>
#include <GraphMol/MolAlign/AlignMolecules.h>
#include <GraphMol/Substruct/SubstructMatch.h>
#include <Geometry/Transform3D.h>
#include <Numerics/Alignment/AlignPoints.h>

#include <algorithm>

using namespace RDKit;

namespace crd {

int add_conformer(ROMol &mol, const double *coordinates) {
  const unsigned n = mol.getNumAtoms();
  auto conformer = std::make_unique<Conformer>(n);
  conformer->set3D(true);
  for (unsigned i = 0; i < n; ++i)
    conformer->setAtomPos(i, RDGeom::Point3D(coordinates[3 * i], coordinates[3 * i + 1], coordinates[3 * i + 2]));
  return static_cast<int>(mol.addConformer(conformer.release(), true));
}

}  // namespace crd

namespace {

/// ETKDG (version 2) with the settings of openff-toolkit, but without pruning.
DGeomHelpers::EmbedParameters etkdg(int seed, bool random_coordinates, int attempts) {
  DGeomHelpers::EmbedParameters parameters;
  parameters.randomSeed = seed;
  parameters.useRandomCoords = random_coordinates;
  parameters.maxIterations = static_cast<unsigned>(std::max(attempts, 0));
  parameters.useExpTorsionAnglePrefs = true;
  parameters.useBasicKnowledge = true;
  parameters.ETversion = 2;
  parameters.useMacrocycleTorsions = true;
  parameters.useMacrocycle14config = true;
  return parameters;
}

using Points = std::vector<RDGeom::Point3D>;

/// The heavy atoms in all their symmetry-equivalent orders.
std::vector<std::vector<int>> heavy_orders(const ROMol &mol) {
  RWMol skeleton(mol);
  MolOps::RemoveHsParameters removal;
  removal.showWarnings = false;
  MolOps::removeHs(skeleton, removal, false);
  SubstructMatchParameters matching;
  matching.uniquify = false;
  std::vector<std::vector<int>> out;
  for (const auto &match : SubstructMatch(mol, skeleton, matching)) {
    out.emplace_back();
    for (const auto &pair : match) out.back().push_back(pair.second);
  }
  return out;
}

RDGeom::Point3DConstPtrVect chosen(const Points &points, const std::vector<int> &atoms) {
  RDGeom::Point3DConstPtrVect out;
  for (const int atom : atoms) out.push_back(&points[atom]);
  return out;
}

/// Whether the sum of squared distances after superposition reaches the limit in every order.
bool are_apart(const Points &a, const Points &b, const std::vector<std::vector<int>> &orders, double limit) {
  const auto reference = chosen(a, orders.front());
  for (const auto &order : orders) {
    RDGeom::Transform3D transform;
    if (RDNumeric::Alignments::AlignPoints(reference, chosen(b, order), transform) < limit) return false;
  }
  return true;
}

}  // namespace

extern "C" int crd_embed(const crd_mol *mol, int first, int count, int seed, int random_coordinates, int attempts,
                         double **coordinates, char **error) {
  return crd::guarded(error, -1, [&] {
    RWMol copy(*mol->mol);
    copy.clearConformers();
    std::vector<Points> found;
    const auto add = [&](int id) { found.push_back(copy.getConformer(id).getPositions()); };
    if (first == 0) {
      INT_VECT ids;
      DGeomHelpers::EmbedMultipleConfs(copy, ids, static_cast<unsigned>(count),
                                       etkdg(seed, random_coordinates != 0, attempts));
      for (const int id : ids) add(id);
    } else {
      for (int place = first; place < first + count; ++place) {
        // the seed that EmbedMultipleConfs gives to the conformer at this place
        const int id = DGeomHelpers::EmbedMolecule(copy, etkdg((place + 1) * seed, random_coordinates != 0, attempts));
        if (id >= 0) add(id);
      }
    }
    auto *out = static_cast<double *>(std::malloc(sizeof(double) * (3 * copy.getNumAtoms() * found.size() + 1)));
    if (!out) throw std::bad_alloc();
    *coordinates = out;
    for (const auto &points : found) {
      for (const auto &point : points) {
        *out++ = point.x;
        *out++ = point.y;
        *out++ = point.z;
      }
    }
    return static_cast<int>(found.size());
  });
}

extern "C" int crd_prune(const crd_mol *mol, const double *coordinates, int count, int settled, double threshold,
                         uint8_t *kept, char **error) {
  return crd::guarded(error, -1, [&] {
    const size_t atoms = mol->mol->getNumAtoms();
    const auto orders = heavy_orders(*mol->mol);
    // as RDKit: the sum over heavy atoms is held against the number of all atoms
    const double limit = static_cast<double>(atoms) * threshold * threshold;
    std::vector<Points> known;
    for (int place = 0; place < count; ++place) {
      Points points(atoms);
      for (auto &point : points) {
        point = RDGeom::Point3D(coordinates[0], coordinates[1], coordinates[2]);
        coordinates += 3;
      }
      kept[place] = place < settled || orders.empty() || threshold <= 0 ||
                    std::all_of(known.begin(), known.end(),
                                [&](const Points &other) { return are_apart(points, other, orders, limit); });
      if (kept[place]) known.push_back(std::move(points));
    }
    return static_cast<int>(known.size());
  });
}

extern "C" double crd_best_rms(const crd_mol *mol, const double *first, const double *second, char **error) {
  return crd::guarded(error, -1.0, [&] {
    RWMol copy(*mol->mol);
    copy.clearConformers();
    const int a = crd::add_conformer(copy, first), b = crd::add_conformer(copy, second);
    MolOps::RemoveHsParameters removal;
    removal.showWarnings = false;
    MolOps::removeHs(copy, removal, false);
    return MolAlign::getBestRMS(copy, copy, b, a, {}, 20000);
  });
}

extern "C" int crd_mmff_charges(const crd_mol *mol, double *out, char **error) {
  return crd::guarded(error, -1, [&] {
    RWMol copy(*mol->mol);
    MMFF::MMFFMolProperties properties(copy, "MMFF94");
    if (!properties.isValid()) throw crd::failure("MMFF94 has no parameters for an atom of the molecule");
    for (unsigned i = 0; i < copy.getNumAtoms(); ++i) out[i] = properties.getMMFFPartialCharge(i);
    return 0;
  });
}
