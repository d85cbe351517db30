const ENDPOINT = `${process.env.ECS_AGENT_URI}/task-protection/v1/state`;

/** For how long a task that has died without a word is not replaced. */
const MINUTES = 10;

/**
 * Tells ECS not to stop this task in a scale-in or deployment, or that it may again. Returns whether it is so.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
 */
exports.protect = async function protect(isProtected) {
  const body = isProtected ? { ProtectionEnabled: true, ExpiresInMinutes: MINUTES } : { ProtectionEnabled: false };
  const answer = await fetch(ENDPOINT, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then((response) => response.json()).catch((error) => ({ error: error.message }));
  if (answer.protection?.ProtectionEnabled === isProtected) return true;
  console.error(`task protection: ${JSON.stringify(answer)}`);
  return false;
};
