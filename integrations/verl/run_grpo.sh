#!/bin/sh
# GRPO with verl 0.9.1 and Afterburner's reward, with the paper's figures; for 8 GPUs of 80 GB.
#
#   afterburner dataset calibrate                              # once: what the reference solutions take
#   afterburner train data training/ --format verl
#   afterburner serve --port 8000                              # on a machine whose processors nobody else uses
#   AFTERBURNER_URL=http://MACHINE:8000 integrations/verl/run_grpo.sh training/grpo.parquet
#
# Further arguments go to verl: `--cfg job` prints the resolved configuration and trains nothing, `trainer.n_gpus_per_node=1` etc.
set -eu
data=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
rollouts=${ROLLOUTS:-32}

# Rewards: without the division by the group's deviation, or timing noise becomes advantage (norm_adv_by_std_in_grpo=False).
# The service is found by AFTERBURNER_URL (and AFTERBURNER_TOKEN): a Ray that is started here hands this environment to its workers.
# On a cluster that runs already, add: +reward.custom_reward_function.reward_kwargs.url=http://MACHINE:8000
exec "${PYTHON:-python3}" -m verl.trainer.main_ppo \
    algorithm.adv_estimator=grpo \
    algorithm.norm_adv_by_std_in_grpo=False \
    algorithm.use_kl_in_reward=False \
    data.train_files="$data" \
    data.val_files="${VALIDATION:-$data}" \
    data.train_batch_size=32 \
    data.max_prompt_length=2048 \
    data.max_response_length=8192 \
    data.filter_overlong_prompts=True \
    actor_rollout_ref.model.path="${MODEL:-Qwen/Qwen2.5-Coder-3B-Instruct}" \
    actor_rollout_ref.actor.optim.lr=1e-6 \
    actor_rollout_ref.actor.ppo_mini_batch_size=32 \
    actor_rollout_ref.actor.ppo_micro_batch_size_per_gpu=2 \
    actor_rollout_ref.actor.use_kl_loss=False \
    actor_rollout_ref.rollout.name=vllm \
    actor_rollout_ref.rollout.n="$rollouts" \
    actor_rollout_ref.rollout.temperature=1.0 \
    actor_rollout_ref.rollout.tensor_model_parallel_size=1 \
    actor_rollout_ref.rollout.gpu_memory_utilization=0.5 \
    actor_rollout_ref.rollout.log_prob_micro_batch_size_per_gpu=2 \
    reward.custom_reward_function.path="$here/afterburner_reward.py" \
    reward.custom_reward_function.name=compute_score_async \
    +reward.custom_reward_function.reward_kwargs.rollouts="$rollouts" \
    +reward.custom_reward_function.reward_kwargs.gather_s=60 \
    trainer.project_name=afterburner \
    trainer.experiment_name="${NAME:-grpo}" \
    trainer.logger='["console","tensorboard"]' \
    trainer.val_before_train=False \
    trainer.total_epochs="${EPOCHS:-1}" \
    trainer.save_freq=50 \
    trainer.n_gpus_per_node=8 \
    trainer.nnodes=1 \
    "$@"
