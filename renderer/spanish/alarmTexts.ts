import type { alarmTexts as original } from '../english/alarmTexts.ts';
import { translation } from '../translation.ts';

export const alarmTexts = translation<typeof original, 'spanish'>()({
  'alarm.cause.sourceGone': 'No se encuentra la carpeta vigilada.',
  'alarm.action.sourceGone': 'Compruebe la red, la unidad y el nombre de la carpeta vigilada.',
  'alarm.cause.sourceSilent': 'Ya no llega ninguna imagen.',
  'alarm.action.sourceSilent': 'Compruebe la cámara, su disparo y su cable.',
  'alarm.cause.queueGrowing': 'Llegan más imágenes de las que se pueden evaluar.',
  'alarm.action.queueGrowing':
    'Reduzca el ritmo de la cámara o haga que la estación evalúe en un procesador más rápido.',
  'alarm.cause.runOfFails': 'Muchas piezas seguidas fueron no conformes.',
  'alarm.action.runOfFails':
    'Mire las últimas imágenes: compruebe las piezas y luego la luz, el enfoque y la posición de la cámara.',
  'alarm.cause.drift': 'Las puntuaciones de piezas buenas se acercan al límite.',
  'alarm.action.drift':
    'Compruebe la luz, el enfoque y la posición de la cámara; si ha cambiado la propia pieza, enséñela de nuevo.',
  'alarm.cause.imageOverwritten': 'Una imagen se sobrescribió antes de poder evaluarla.',
  'alarm.action.imageOverwritten':
    'Haga que la cámara numere sus archivos o exporte más despacio. La pieza no se inspeccionó.',
  'alarm.cause.numberGap': 'Faltan números de imagen.',
  'alarm.action.numberGap': 'Busque las imágenes que faltan en la cámara; esas piezas no se inspeccionaron.',
  'alarm.cause.challengeBlocks': 'La inspección está bloqueada hasta que se pase la verificación.',
  'alarm.action.challengeBlocks':
    'Ejecute la verificación. Si falla, active otra receta o enseñe de nuevo el producto.',
  'alarm.cause.challengeFailed': 'La verificación falló: no se distinguieron piezas conocidas.',
  'alarm.action.challengeFailed':
    'Aparte las piezas hechas desde la última verificación superada y llame a un ingeniero.',
  'alarm.cause.challengeOverdue': 'La verificación está atrasada.',
  'alarm.action.challengeOverdue':
    'Inicie la inspección, para que la verificación pueda ejecutarse, y ejecútela.',
  'alarm.cause.providerChanged': 'Las imágenes se evalúan en otro procesador que antes.',
  'alarm.action.providerChanged':
    'Ejecute la verificación y llame a un ingeniero si nadie cambió el procesador o el controlador a propósito.',
  'alarm.cause.providerFallback': 'El procesador elegido no se puede usar; evalúa otro.',
  'alarm.action.providerFallback':
    'Llame a un ingeniero: compruebe el controlador o elija otro procesador en los ajustes.',
  'alarm.cause.inferenceFailing': 'El proceso que evalúa las imágenes terminó y se vuelve a arrancar.',
  'alarm.action.inferenceFailing': 'Espere al rearranque. Si se repite, llame a un ingeniero.',
  'alarm.cause.bundleRefused': 'El paquete de modelo de la receta activa no se puede usar.',
  'alarm.action.bundleRefused': 'Active otra receta o enseñe de nuevo el producto.',
  'alarm.cause.moveFailed': 'Un archivo inspeccionado no se pudo mover.',
  'alarm.action.moveFailed':
    'Compruebe que la estación puede escribir en la carpeta vigilada y que hay sitio en el disco.',
  'alarm.cause.pictureFailed': 'No se pudo escribir la imagen de una inspección.',
  'alarm.action.pictureFailed':
    'Compruebe que hay sitio en el disco de la estación. Los veredictos y el registro continúan.',
  'alarm.cause.backUpFailed': 'La última copia de seguridad del registro falló.',
  'alarm.action.backUpFailed':
    'Compruebe la carpeta de copias y su espacio libre; se reintenta cada diez minutos.',
  'alarm.cause.backUpOverdue': 'No se hizo a tiempo la copia de seguridad del registro.',
  'alarm.action.backUpOverdue': 'Llame a un supervisor: revise las copias de seguridad en los ajustes.',
  'alarm.cause.diskLow': 'El disco de la estación está casi lleno.',
  'alarm.action.diskLow': 'Libere espacio en el disco o conserve las imágenes menos días.',
  'alarm.cause.storeFailed': 'El registro no se puede escribir.',
  'alarm.action.storeFailed':
    'Libere espacio en el disco de la estación. No se pierde ninguna imagen; esperan en la carpeta.',
});
