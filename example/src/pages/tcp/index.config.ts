export default definePageConfig({ navigationBarTitleText: 'TCP' });
