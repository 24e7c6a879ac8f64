import { neededRoles, type CallName } from '../electron/common/contract.ts';
import { mayAct } from '../electron/common/role.ts';
import { useStation } from './useStation.ts';

/** Whether the present caller may make a call: what a role may not do is absent from the screen. */
export function useMay(): (call: CallName) => boolean {
  const { caller } = useStation();
  return (call) => caller.value !== null && mayAct(caller.value.role, neededRoles[call]);
}
