"""One training step in PyTorch on the CPU, for comparison with the ONNX step of models/networks/teachingStep.ts.

Usage: torchStep.py FOLDER. FOLDER holds plan.json (sizes, constants, parameter layouts) and *.f32 files (raw
float32: flat parameters of each part, image, target, mask, noise, epsilon, prior). Prints one line of JSON: the losses and
gradient norms of the first step, and the milliseconds of every timed step.
"""
import json
import math
import sys
import time

import numpy
import torch
import torch.nn.functional as F

folder = sys.argv[1]
with open(f"{folder}/plan.json") as file:
    plan = json.load(file)
torch.set_num_threads(plan["threads"])
teaching, size, batch = plan["teaching"], plan["size"], plan["batch"]
SLOPE, GAIN, LATENT_BOUND, LOG_BOUND = 0.2, math.sqrt(2 / 1.04), 3.0, 6.0
PARTS = ("encoder", "decoder", "discriminator", "difference", "mixture")


def raw(name, shape):
    return torch.from_numpy(numpy.fromfile(f"{folder}/{name}.f32", dtype=numpy.float32).reshape(shape).copy())


picture = (batch, size["channels"], size["height"], size["width"])
image, target, noise = (raw(name, picture) for name in ("image", "target", "noise"))
mask = raw("mask", (batch, 1, *picture[2:]))
epsilon, prior = raw("epsilon", (batch, size["latentSize"])), raw("prior", (batch, size["latentSize"]))
weights = {}
for part in PARTS:
    flat, offset = raw(part, -1), 0
    for entry in plan["layouts"][part]:
        count = math.prod(entry["shape"])
        weights[entry["name"]] = flat[offset : offset + count].reshape(entry["shape"]).clone().requires_grad_()
        offset += count
parameters = {part: [weights[entry["name"]] for entry in plan["layouts"][part]] for part in PARTS}
averages = {part: [p.detach().clone() for p in parameters[part]] for part in PARTS}
channels = plan["levelChannels"]


def activate(x):
    return F.leaky_relu(x, SLOPE)


def bounded(x, bound):
    return torch.tanh(x / bound) * bound


def normalised(weight, filter_axis, norm):
    axes = [axis for axis in range(4) if axis != filter_axis]
    return weight * (norm / torch.sqrt((weight * weight).sum(axes, keepdim=True) + 1e-12))


def conv_down(x, name, fixed=False):
    norm = GAIN if fixed else weights[f"{name}.norm"]
    return F.conv2d(x, normalised(weights[f"{name}.weight"], 0, norm), weights[f"{name}.bias"], stride=2, padding=1)


def conv_up(x, name):
    kernel = normalised(weights[f"{name}.weight"], 1, weights[f"{name}.norm"])
    return F.conv_transpose2d(x, kernel, weights[f"{name}.bias"], stride=2, padding=1)


def dense(x, name):
    return torch.addmm(weights[f"{name}.bias"], x, weights[f"{name}.weight"])


def encode(x):
    x = x * 2 - 1
    for level in range(len(channels)):
        x = activate(conv_down(x, f"encoder.{level}"))
    mean, log_variance = dense(x.flatten(1), "encoder.latent").split(size["latentSize"], 1)
    return mean, bounded(log_variance - 3, LOG_BOUND)


def decode(latent):
    rows, columns = size["height"] >> len(channels), size["width"] >> len(channels)
    start = dense(bounded(latent, LATENT_BOUND), "decoder.start")
    x = activate(start.reshape(latent.shape[0], channels[-1], rows, columns))
    for level in range(len(channels) - 1, 0, -1):
        x = activate(conv_up(x, f"decoder.{level}"))
    return torch.sigmoid(conv_up(x, "decoder.0") + weights["decoder.mean"])


def see(x):
    centred = x - x.mean((2, 3), keepdim=True)
    x = centred / torch.sqrt((centred * centred).mean((2, 3), keepdim=True) + 1e-4) + noise
    features = []
    for level in range(len(channels)):
        x = activate(conv_down(x, f"discriminator.{level}", True))
        features.append(x)
    return features, bounded(dense(x.flatten(1), "discriminator.logit"), LOG_BOUND)


def conv_same(x, name):
    return F.conv2d(x, normalised(weights[f"{name}.weight"], 0, weights[f"{name}.norm"]), weights[f"{name}.bias"], padding=1)


def difference_logit(image, reconstruction):
    relative = bounded((image - reconstruction) / torch.sqrt(expected_spread(running["spread.0"])), 4)
    x = torch.cat([image * 2 - 1, reconstruction * 2 - 1, relative], 1)
    levels = []
    for level in range(len(channels)):
        x = activate(conv_down(x, f"difference.down{level}"))
        levels.append(x)
    for level in range(len(channels) - 1, 0, -1):
        coarse = activate(conv_up(x, f"difference.up{level}"))
        x = activate(conv_same(torch.cat([coarse, levels[level - 1]], 1), f"difference.join{level}"))
    return conv_up(x, "difference.logit")


def difference_loss(logit):
    def focal(wrong):
        return torch.sigmoid(wrong) ** 2 * F.softplus(wrong)

    def mean_over(loss, where):
        return (loss * where).sum() / (where.sum() + 1)

    probability = torch.sigmoid(logit)
    dice = 1 - (2 * (probability * mask).sum() + 1) / (probability.sum() + mask.sum() + 1)
    return mean_over(focal(-logit), mask) + mean_over(focal(logit), 1 - mask) + dice


running = {name: torch.zeros(shape) for name, shape in plan["runningShapes"].items()}


def averaged(name, newest, step):
    share = max(1 / step, 0.02)
    running[name] = running[name] * (1 - share) + newest.detach() * share
    return running[name]


def spread_difference(index, reference, other, step):
    square = (reference.detach() - other) ** 2
    spread = averaged(f"spread.{index}", square.mean(0), step)
    return (square / expected_spread(spread)).mean(), square.mean()


def expected_spread(spread):
    return spread * 0.9 + (spread.mean() * 0.1 + 1e-6)


def reconstruction_errors(x, other, features, other_features):
    over = (1, 2, 3)
    size = (x * x).sum(over) + 1e-6
    cosine = (x * other).sum(over) / torch.sqrt(size * ((other * other).sum(over) + 1e-6))
    distance = ((x - other) ** 2).sum(over) / size
    feature = sum(((a - b) ** 2).mean(over) for a, b in zip(features, other_features))
    return 0.5 * torch.log(torch.stack([distance, (1 - cosine).clamp(min=0), feature], 1) + 1e-8)


def mixture_losses(mean, reconstruction, seen, seen_r, step):
    goods = plan["goods"]
    latent = mean[:goods]
    with torch.no_grad():
        compared = [[features[layer][:goods] for layer in plan["comparedLayers"]] for features in (seen, seen_r)]
        errors = reconstruction_errors(image[:goods], reconstruction[:goods], *compared)
        centre = averaged("errors.mean", errors.mean(0), step)
        square = averaged("errors.square", (errors * errors).mean(0), step)
        errors = (errors - centre) / torch.sqrt((square - centre * centre).clamp(min=4e-4))
    sample = torch.cat([dense(latent, "mixture.code"), errors], 1)
    membership = torch.softmax(dense(torch.tanh(dense(sample, "mixture.hidden")), "mixture.membership"), 1)
    newest = {
        "share": membership.mean(0),
        "first": membership.t() @ sample / goods,
        "second": torch.einsum("nm,ni,nj->mij", membership, sample, sample) / goods,
    }
    moments = {
        name: averaged(f"mixture.{name}", value, step) + value - value.detach() for name, value in newest.items()
    }
    share = moments["share"] + 1e-6
    centre = moments["first"] / share[:, None]
    covariance = moments["second"] / share[:, None, None] - centre[:, :, None] * centre[:, None, :]
    covariance = covariance + 1e-3 * torch.eye(sample.shape[1])
    root = torch.linalg.cholesky(covariance)
    apart = (sample[:, None] - centre[None]).permute(1, 2, 0)
    solved = torch.linalg.solve_triangular(root, apart, upper=False)
    logs = torch.log(torch.diagonal(root, dim1=1, dim2=2)).sum(1)[:, None] + 0.5 * sample.shape[1] * math.log(2 * math.pi)
    energy = -torch.logsumexp(torch.log(share)[:, None] - 0.5 * (solved**2).sum(1) - logs, 0).mean()
    penalty = (1 / torch.diagonal(covariance, dim1=1, dim2=2)).sum()
    joint = teaching["energyShare"] * energy + teaching["penaltyShare"] * penalty
    given = latent.detach()
    lost = given - dense(dense(given, "mixture.code"), "mixture.latent")
    compression = (lost * lost).sum() / ((given * given).sum() + 1e-6)
    *gradient, towards = torch.autograd.grad(compression + joint, [*parameters["mixture"], latent], retain_graph=True)
    return energy, gradient, latent, towards / teaching["energyShare"]


optimizers = {
    part: torch.optim.AdamW(
        parameters[part],
        lr=teaching["learningRate"][part],
        betas=(teaching["adam"]["beta1"], teaching["adam"]["beta2"]),
        eps=teaching["adam"]["epsilon"],
        weight_decay=teaching["adam"]["weightDecay"],
        foreach=True,
    )
    for part in PARTS
}


def train_step(step):
    mean, log_variance = encode(image)
    sample = mean + torch.exp(log_variance * 0.5) * epsilon
    reconstruction, imagined = decode(sample), decode(prior)
    (seen, logit), (seen_r, logit_r), (seen_i, logit_i) = see(target), see(reconstruction), see(imagined)
    kl = 0.5 * (mean * mean + log_variance.exp() - log_variance - 1).sum(1).mean()
    relative_pixel, pixel = spread_difference(0, target, reconstruction, step)
    compared = [
        spread_difference(index + 1, seen[layer], seen_r[layer], step)
        for index, layer in enumerate(plan["comparedLayers"])
    ]
    difference = difference_loss(difference_logit(image, reconstruction.detach()))
    energy, mixture_gradient, latent, towards_latent = mixture_losses(mean, reconstruction, seen, seen_r, step)
    feature = sum(absolute for _, absolute in compared) / len(compared)
    feature_loss = 0.5 * sum(relative for relative, _ in compared) / len(compared)
    discriminator = F.softplus(-logit).mean() + 0.5 * (F.softplus(logit_r).mean() + F.softplus(logit_i).mean())
    generator = 0.5 * (F.softplus(-logit_r).mean() + F.softplus(-logit_i).mean())

    grad = torch.autograd.grad
    found = grad(discriminator, [*parameters["discriminator"], reconstruction, imagined], retain_graph=True)
    shape = (-1, 1, 1, 1)
    deceive_r = -found[-2] * torch.exp(-logit_r.detach()).reshape(shape)
    deceive_i = -found[-1] * torch.exp(-logit_i.detach()).reshape(shape)
    (by_pixel,) = grad(0.5 * relative_pixel, [reconstruction], retain_graph=True)
    (by_feature,) = grad(feature_loss, [reconstruction], retain_graph=True)
    length = by_pixel.norm()
    towards = by_pixel + by_feature * (teaching["featureShare"] * length / by_feature.norm())
    deceit = teaching["adversarialShare"] * length / deceive_r.norm()
    gradients = {"discriminator": found[:-2], "mixture": mixture_gradient}
    gradients["difference"] = grad(difference, parameters["difference"])
    gradients["decoder"] = grad(
        [reconstruction, imagined],
        parameters["decoder"],
        [towards + deceive_r * deceit, deceive_i * deceit],
        retain_graph=True,
    )
    (towards_sample,) = grad(reconstruction, [sample], towards, retain_graph=True)
    kl_weight = teaching["klWeight"] * min(max((step - teaching["klFreeSteps"]) / teaching["klWarmupSteps"], 0), 1)
    gradients["encoder"] = grad(
        [sample, kl, latent], parameters["encoder"], [towards_sample, torch.tensor(kl_weight), towards_latent * kl_weight]
    )

    norms = {}
    decay = min((1 + step) / (10 + step), teaching["averageDecay"])
    for part in PARTS:
        for parameter, gradient in zip(parameters[part], gradients[part]):
            parameter.grad = gradient
        norms[part] = torch.nn.utils.clip_grad_norm_(parameters[part], teaching["gradientLimit"])
        rate = teaching["learningRate"][part] * step / teaching["schedule"]["warmupSteps"]
        if part == "discriminator":
            full, none = teaching["discriminatorLimits"]
            rate *= min(max((float(discriminator) - none) / (full - none), 0), 1)
        for group in optimizers[part].param_groups:
            group["lr"] = rate
        optimizers[part].step()
        with torch.no_grad():
            torch._foreach_mul_(averages[part], decay)
            torch._foreach_add_(averages[part], parameters[part], alpha=1 - decay)
    losses = {"kl": kl, "pixel": pixel, "feature": feature, "generator": generator, "discriminator": discriminator}
    losses.update({"difference": difference, "energy": energy})
    losses.update({f"norm.{part}": norm for part, norm in norms.items()})
    return {name: float(value) for name, value in losses.items()}


first = train_step(1)
times = []
for step in range(2, plan["warmSteps"] + plan["timedSteps"] + 1):
    started = time.perf_counter()
    train_step(step)
    times.append(1000 * (time.perf_counter() - started))
print(json.dumps({"version": torch.__version__, "first": first, "ms": times[plan["warmSteps"] - 1 :]}))
