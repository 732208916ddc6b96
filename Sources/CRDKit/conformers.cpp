#include "internal.hpp"

#include <GraphMol/DistGeomHelpers/Embedder.h>
#include <GraphMol/ForceFieldHelpers/MMFF/AtomTyper.h>
#include <GraphMol/MolAlign/AlignMolecules.h>

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

extern "C" int crd_embed(const crd_mol *mol, int maximum, double prune_rms, int seed, int random_coordinates,
                         double **coordinates, char **error) {
  return crd::guarded(error, -1, [&] {
    RWMol copy(*mol->mol);
    copy.clearConformers();
    DGeomHelpers::EmbedParameters parameters;
    parameters.randomSeed = seed;
    parameters.pruneRmsThresh = prune_rms;
    parameters.useRandomCoords = random_coordinates != 0;
    parameters.useExpTorsionAnglePrefs = true;
    parameters.useBasicKnowledge = true;
    parameters.ETversion = 2;
    parameters.useMacrocycleTorsions = true;
    parameters.useMacrocycle14config = true;
    INT_VECT ids;
    DGeomHelpers::EmbedMultipleConfs(copy, ids, static_cast<unsigned>(maximum), parameters);
    const size_t n = copy.getNumAtoms();
    auto *out = static_cast<double *>(std::malloc(sizeof(double) * (3 * n * ids.size() + 1)));
    if (!out) throw std::bad_alloc();
    *coordinates = out;
    for (const int id : ids) {
      for (const auto &position : copy.getConformer(id).getPositions()) {
        *out++ = position.x;
        *out++ = position.y;
        *out++ = position.z;
      }
    }
    return static_cast<int>(ids.size());
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
